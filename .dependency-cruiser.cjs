/** Who may import whom. CONTRIBUTING.md says what each room is for. */
const only = (name, from, allowed) => ({
  name,
  severity: "error",
  from: { path: from },
  to: { path: "^(src|commands|jobs)/", pathNot: allowed },
});
const contracts = "(command|job|connector|bulk-file|platform|store|reply|errors|answer|question|calendar|messages|task|learned|indicator|office|deed|subscription|case|doubt)\\.ts$";

module.exports = {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    only("units-stay-neutral", "^(commands|jobs)/", `^src/((queries|metrics|tasks|learned|charts|model|grammar|wording|digests)/|${contracts})`),
    only("indicators-name-sums", "^src/indicators/", "^src/(indicators/|queries/|indicator\\.ts$)"),
    only("queries-ask-the-store", "^src/queries/", `^src/(queries/|model/|${contracts})`),
    only("metrics-are-pure", "^src/metrics/", "^src/(metrics/|model/|errors\\.ts$)"),
    only("tasks-run-mathematics", "^src/tasks/", "^src/(tasks/|metrics/|(task|errors)\\.ts$)"),
    only("lessons-learn", "^src/learned/", `^src/((learned|queries|metrics|tasks|model|grammar)/|${contracts})`),
    only("compute-knows-no-task", "^src/compute/", "^src/(compute/|(task|errors|thread|waiting)\\.ts$)"),
    only("learning-knows-no-lesson", "^src/learning/", `^src/((learning|grammar)/|${contracts})`),
    only("charts-are-pure", "^src/charts/", "^src/(charts/|metrics/|model/|reply\\.ts$)"),
    only("grammar-is-pure", "^src/grammar/", `^src/(grammar/|model/|${contracts})`),
    only("model-stands-alone", "^src/model/", "^src/(model/|errors\\.ts$)"),
    only("language-knows-no-data", "^src/language/", `^src/((language|grammar|model)/|http\\.ts$|${contracts})`),
    only("render-knows-no-business", "^src/render/", "^src/(render/|(reply|errors|thread|waiting)\\.ts$)"),
    {
      name: "pure-no-io",
      severity: "error",
      from: { path: "^src/(metrics|tasks|learned|charts|grammar|model|locales|queries|wording|digests)/|^(commands|jobs)/" },
      to: { path: "axios|@slack|@duckdb|@clickhouse|sharp|^node:|^(fs|path|http)$" },
    },
    {
      name: "connectors-are-islands",
      severity: "error",
      from: { path: "^src/connectors/([^/]+)/" },
      to: { path: "^(src|commands|jobs)/", pathNot: "^src/(connectors/$1/|model/|http/|sql-source/|(connector|bulk-file|http|errors)\\.ts$)" },
    },
    {
      name: "platforms-are-islands",
      severity: "error",
      from: { path: "^src/platforms/([^/]+)/" },
      to: {
        path: "^(src|commands|jobs)/",
        pathNot: "^src/(platforms/$1/|(platform|reply|answer|errors|http|messages)\\.ts$)",
      },
    },
    only("offices-act-for-people", "^src/offices/", `^src/((offices|access|sync|model)/|store/state/|mail\\.ts$|${contracts})`),
    only("sql-source-reads-databases", "^src/sql-source/", "^src/(sql-source/|model/|(connector|errors)\\.ts$)"),
    only("http-knows-no-business", "^src/http/", "^src/(http/|(http|errors)\\.ts$)"),
    only("sync-fills-the-store", "^src/sync/", "^src/(sync/|model/|(connector|bulk-file|store|errors)\\.ts$)"),
    only("access-knows-people", "^src/access/", "^src/(access/|(store|platform|errors|office)\\.ts$)"),
    only("answering-surrounds-replies", "^src/answering/", `^src/((answering|access|model|render|grammar|export|locales)/|${contracts})`),
    only("exports-are-files", "^src/export/", `^src/((export|charts|locales)/|render/fonts\\.ts$|${contracts})`),
    only("hosting-serves-hosts", "^src/hosting/", `^src/((hosting|answering|access|delivery)/|(dispatch|mail)\\.ts$|${contracts})`),
    only("delivery-composes", "^src/delivery/", `^src/((delivery|answering|access|grammar)/|(dispatch|waiting)\\.ts$|${contracts})`),
    only("wording-tells-findings", "^src/wording/", `^src/((wording|charts|metrics|queries|model|grammar)/|${contracts})`),
    only("digests-compose-answers", "^src/digests/", `^src/((digests|wording|metrics|queries|model|grammar)/|${contracts})`),
    only("locales-are-words", "^src/locales/", `^src/((locales|model|grammar)/|${contracts})`),
    only("store-serves-everyone", "^src/store/", "^src/(store/|model/|(store|errors|waiting)\\.ts$)"),
    { name: "nobody-imports-main", severity: "error", from: {}, to: { path: "^src/main\\.ts$" } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types"] },
  },
};
