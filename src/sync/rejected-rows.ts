import type { Rejected } from "#connector.ts";
import type { Landing } from "#store.ts";
import { count, rejectedTable } from "./staging.ts";

/** As many rejected rows as a report shows. */
const shown = 1000;

/** Keeps what could not be read in `data.rejected_rows`, in place of what the last sync left there. */
export async function keepRejected(landing: Landing): Promise<{ rejected: Rejected[]; rejectedCount: number }> {
  await landing.run(
    `CREATE TABLE IF NOT EXISTS data.rejected_rows
       ("table" VARCHAR, origin VARCHAR, line VARCHAR, column_name VARCHAR, "value" VARCHAR, reason VARCHAR)`,
  );
  await landing.run("DELETE FROM data.rejected_rows");
  await landing.run(`INSERT INTO data.rejected_rows SELECT * FROM ${rejectedTable}`);
  const rows = await landing.rows(
    `SELECT * FROM ${rejectedTable} ORDER BY origin, try_cast(line AS BIGINT), line, column_name, reason LIMIT ${shown}`,
  );
  return {
    rejected: rows.map((row) => ({
      table: String(row.table),
      origin: String(row.origin),
      line: /^\d+$/.test(String(row.line)) ? Number(row.line) : String(row.line),
      column: String(row.column_name),
      value: String(row.value),
      reason: String(row.reason),
    })),
    rejectedCount: await count(landing, `SELECT count(*) AS n FROM ${rejectedTable}`),
  };
}
