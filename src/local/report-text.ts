import type { SyncReport } from "#sync/report.ts";

/** How many bad cells a terminal shows. */
const shown = 20;

/** Below so many rows the time is that of opening files, and says nothing about rows. */
const telling = 5000;

/** A sync's report as plain text: what loaded, from which columns, and everything that could not be read. */
export function reportText(report: SyncReport): string {
  const mapping = report.mapping.flatMap(({ file, table, columns, unknown }) => [
    `  ${file} → ${table}`,
    ...Object.entries(columns).map(([column, from]) => `      ${column.padEnd(24)} ← ${from}`),
    ...(unknown.length === 0 ? [] : [`      not mapped: ${unknown.join(", ")}`]),
  ]);
  const rejected = report.rejected
    .slice(0, shown)
    .map(
      ({ table, origin, line, column, value, reason }) =>
        `  ${origin}, line ${line}, ${column === "" ? table : `${table}.${column}`}: "${value.slice(0, 60)}" ${reason}`,
    );
  const sections: [string, string[]][] = [
    [title(report), rows(report)],
    ["Read", (report.reads ?? []).map(read)],
    ["Columns", mapping],
    ["Notes", report.notes.map((note) => `  ${note}`)],
    [`Could not be read: ${report.rejectedCount}`, [...rejected, ...more(report)]],
  ];
  return sections
    .filter(([, lines], at) => at === 0 || lines.length > 0)
    .map(([title, lines]) => [title, ...lines].join("\n"))
    .join("\n\n");
}

function title({ dryRun, rows, seconds, rowsPerSecond }: SyncReport): string {
  const total = Object.values(rows).reduce((sum, rows) => sum + rows, 0);
  const pace = total < telling ? "" : ` (${rowsPerSecond.toLocaleString("en-US")} rows a second)`;
  if (dryRun) return `Would load; nothing was kept. Read in ${seconds.toFixed(1)} s${pace}`;
  return `Loaded in ${seconds.toFixed(1)} s${pace}`;
}

function read({ table, read, changed, deleted }: NonNullable<SyncReport["reads"]>[number]): string {
  return `  ${table.padEnd(26)}${amount(read).padStart(12)}, ${amount(changed)} changed, ${amount(deleted)} deleted`;
}

/** Tables with rows, and those of whose rows none was taken. */
function rows({ rows, leftOut }: SyncReport): string[] {
  const loaded = Object.entries(rows).map(([table, count]) => {
    const lost = leftOut[table as keyof typeof leftOut];
    const number = `  ${table.padEnd(26)}${count.toLocaleString("en-US").padStart(12)}`;
    if (lost === undefined) return number;
    return lost.taken === count ? `${number} of ${amount(lost.given)} taken` : `${number}; ${ofGiven(lost)}`;
  });
  const none = Object.entries(leftOut)
    .filter(([table]) => !(table in rows))
    .map(([table, lost]) => `  ${table.padEnd(26)}${"0".padStart(12)} of ${amount(lost.given)} taken`);
  return [...loaded, ...none];
}

function ofGiven({ taken, given }: { taken: number; given: number }): string {
  return `${amount(taken)} of ${amount(given)} in the source taken`;
}

function amount(value: number): string {
  return value.toLocaleString("en-US");
}

function more({ rejected, rejectedCount }: SyncReport): string[] {
  const hidden = rejectedCount - Math.min(shown, rejected.length);
  if (hidden === 0) return [];
  const listed = rejected.length === rejectedCount ? "lists all" : `lists the first ${amount(rejected.length)}`;
  return [`  … and ${amount(hidden)} more: npm run sync -- --dry-run --json ${listed}`];
}
