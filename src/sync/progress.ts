import type { TableName } from "#model/tables.ts";
import type { Landing } from "#store.ts";
import { progressTable } from "./mirror.ts";

/** How far the sync of one table is: every change within `[since, until)` is stored. */
export interface Progress {
  readonly table: TableName;
  /** Null before the first window is done. */
  readonly since: Date | null;
  readonly until: Date | null;
  /** Reaches `since` back to the beginning? */
  readonly complete: boolean;
  /** The window under way, and where to go on in it. */
  readonly window: { readonly lo: Date | null; readonly hi: Date } | null;
  readonly next: string | null;
  readonly expires: Date | null;
  /** When its ids were last compared with the source's. */
  readonly swept: Date | null;
  /** Rows that the source lists no longer and that wait for somebody to confirm it. */
  readonly held: number | null;
  /** Rows read, ever. */
  readonly rows: number;
}

export function beginning(table: TableName): Progress {
  return {
    ...{ table, since: null, until: null, complete: false, window: null, next: null, expires: null },
    ...{ swept: null, held: null, rows: 0 },
  };
}

/** How far every table is, by name. */
export async function readProgress(landing: Landing): Promise<Map<TableName, Progress>> {
  const rows = await landing.rows(`SELECT * FROM ${progressTable} ORDER BY table_name`);
  return new Map(
    rows.map((row) => {
      const hi = instant(row.hi_at);
      const progress: Progress = {
        table: row.table_name as TableName,
        since: instant(row.since_at),
        until: instant(row.until_at),
        complete: row.is_complete === true,
        window: hi === null ? null : { lo: instant(row.lo_at), hi },
        next: row.next_cursor === null ? null : String(row.next_cursor),
        expires: instant(row.expires_at),
        swept: instant(row.swept_at),
        held: row.held === null ? null : Number(row.held),
        rows: Number(row.row_count),
      };
      return [progress.table, progress];
    }),
  );
}

/** Keeps how far a table is, in the transaction that keeps its rows. */
export async function writeProgress(landing: Landing, progress: Progress): Promise<void> {
  await landing.run(`DELETE FROM ${progressTable} WHERE table_name = $table`, { table: progress.table });
  await landing.run(
    `INSERT INTO ${progressTable} VALUES ($table, $since, $until, $complete, $lo, $hi, $next, $expires, $swept, $held, $rows)`,
    {
      table: progress.table,
      since: progress.since,
      until: progress.until,
      complete: progress.complete,
      lo: progress.window?.lo ?? null,
      hi: progress.window?.hi ?? null,
      next: progress.next,
      expires: progress.expires,
      swept: progress.swept,
      held: progress.held,
      rows: progress.rows,
    },
  );
}

function instant(value: unknown): Date | null {
  return value instanceof Date ? value : null;
}
