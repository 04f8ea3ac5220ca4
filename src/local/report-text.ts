import type { SyncReport } from "#sync/report.ts";

/** How many bad cells a terminal shows; the rest are in the store, for `/quality`. */
const shown = 20;

/** A sync's report as plain text: what loaded, from which columns, and everything that could not be read. */
export function reportText(report: SyncReport): string {
  const rows = Object.entries(report.rows).map(
    ([table, count]) => `  ${table.padEnd(26)}${count.toLocaleString("en-US").padStart(12)}`,
  );
  const mapping = report.mapping.flatMap(({ file, table, columns, unknown }) => [
    `  ${file} → ${table}`,
    ...Object.entries(columns).map(([column, from]) => `      ${column.padEnd(24)} ← ${from}`),
    ...(unknown.length === 0 ? [] : [`      not mapped, kept in custom: ${unknown.join(", ")}`]),
  ]);
  const rejected = report.rejected
    .slice(0, shown)
    .map(
      ({ table, origin, line, column, value, reason }) =>
        `  ${origin}, line ${line}, ${table}.${column}: "${value.slice(0, 60)}" ${reason}`,
    );
  const more = report.rejectedCount - rejected.length;
  const sections: [string, string[]][] = [
    [`Loaded in ${report.seconds.toFixed(1)} s (${report.rowsPerSecond.toLocaleString("en-US")} rows a second)`, rows],
    ["Columns", mapping],
    ["Notes", report.notes.map((note) => `  ${note}`)],
    [`Could not be read: ${report.rejectedCount}`, more > 0 ? [...rejected, `  … and ${more} more`] : rejected],
  ];
  return sections
    .filter(([, lines], at) => at === 0 || lines.length > 0)
    .map(([title, lines]) => [title, ...lines].join("\n"))
    .join("\n\n");
}
