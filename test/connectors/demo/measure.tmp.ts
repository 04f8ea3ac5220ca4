import connector from "/work/main/src/connectors/demo/index.ts";
const now = new Date(process.argv[2] ?? Date.now());
let t0 = performance.now();
const source = await connector.open({}, { now, zone: "Asia/Shanghai", scratch: "/tmp" });
console.log("open", Math.round(performance.now() - t0));
let total = 0;
for (const table of source.tables) {
  const t = performance.now(); let n = 0; let sample: unknown;
  for await (const page of source.read!(table, { lo: null, hi: now }, null)) { n += page.rows.length; sample ??= page.rows[Math.min(7, page.rows.length-1)]; }
  total += performance.now() - t;
  console.log(table, n, Math.round(performance.now() - t) + "ms", process.argv[3] ? JSON.stringify(sample) : "");
}
console.log("total", Math.round(total), "rss", Math.round(process.memoryUsage().rss / 1e6));
