import type { State } from "#store.ts";
import { literal } from "./sql.ts";
import { type Load, staged } from "./staging.ts";

/** What changed in open deals on a business day, to be kept once the load that saw it counts. */
export interface DaySnapshot {
  readonly day: string;
  readonly rows: readonly SnapshotRow[];
}

interface SnapshotRow {
  readonly deal: string;
  readonly stage: string | null;
  /** In the deal's currency, as decimal text. */
  readonly amount: string | null;
  readonly expected: string | null;
  readonly open: boolean;
}

type KeptRow = SnapshotRow & { readonly day: string };

/** Rows that one statement writes. */
const most = 10_000;

/** Lists of equal length, side by side as rows. */
const given = ["deal", "stage", "amount", "expected", "open"]
  .map((name, index) => `unnest(CAST($${index + 3} AS VARCHAR[])) AS ${name}`)
  .join(", ");

/** Temporary tables: what earlier days kept, and what differs from it now. */
const kept = "kept_snapshots";
const changed = "changed_deals";

/**
 * Lands the daily snapshots of open deals that earlier loads kept, and those of today, as rows of
 * `opportunity_snapshots`: a row where a deal differs from the day before, and one where it ends; a day without a row
 * is like the last that has one. A snapshot that the source itself delivers for the same deal and day wins; deals that
 * the source no longer has are left out. Returns today's, for `keepSnapshot`.
 */
export async function landSnapshots(load: Load, state: State): Promise<DaySnapshot> {
  const { landing, source } = load;
  const day = await businessDay(load);
  const earlier = await state.rows<KeptRow>(
    `SELECT deal, CAST(day AS VARCHAR) AS day, stage, CAST(amount AS VARCHAR) AS amount,
       CAST(expected_close_on AS VARCHAR) AS expected, is_open AS open
     FROM deal_snapshots WHERE source = $1 AND day < CAST($2 AS DATE) ORDER BY day, deal`,
    [source, day],
  );
  await landing.run(
    `CREATE OR REPLACE TEMP TABLE ${kept} (deal VARCHAR, day VARCHAR, stage VARCHAR, amount VARCHAR, expected VARCHAR, open VARCHAR)`,
  );
  await landing.appendText(
    kept,
    earlier.map((row) => [row.deal, row.day, row.stage, row.amount, row.expected, String(row.open)]),
  );
  await landing.run(
    `CREATE OR REPLACE TEMP TABLE ${changed} AS
     WITH last AS (SELECT deal, stage, CAST(amount AS DECIMAL(18,4)) AS amount, CAST(expected AS DATE) AS expected, open = 'true' AS open
       FROM ${kept} QUALIFY row_number() OVER (PARTITION BY deal ORDER BY day DESC) = 1)
     SELECT d.external_id AS deal, d.stage_id AS stage, d.amount, d.expected_close_on AS expected, d.status = 'open' AS open
     FROM ${staged("opportunities")} d LEFT JOIN last ON last.deal = d.external_id
     WHERE d._deleted_at IS NULL AND CASE WHEN last.deal IS NULL THEN d.status = 'open'
       WHEN d.status <> 'open' THEN last.open
       ELSE (last.stage, last.amount, last.expected, last.open) IS DISTINCT FROM (d.stage_id, d.amount, d.expected_close_on, true) END`,
  );
  const snapshots = staged("opportunity_snapshots");
  await landing.run(
    `INSERT INTO ${snapshots} (_origin, external_id, as_of_date, opportunity_id, stage_id, amount, expected_close_on)
     SELECT 'snapshots', deal || '@' || day, CAST(day AS DATE), deal,
       CASE WHEN stage IN (SELECT external_id FROM ${staged("stages")}) THEN stage END, CAST(amount AS DECIMAL(18,4)), CAST(expected AS DATE)
     FROM (SELECT deal, day, stage, amount, expected FROM ${kept}
       UNION ALL SELECT deal, ${literal(day)}, stage, CAST(amount AS VARCHAR), CAST(expected AS VARCHAR) FROM ${changed})
     WHERE deal IN (SELECT external_id FROM ${staged("opportunities")})
       AND (deal, CAST(day AS DATE)) NOT IN (SELECT (opportunity_id, as_of_date) FROM ${snapshots} WHERE opportunity_id IS NOT NULL AND as_of_date IS NOT NULL)
     ORDER BY day, deal`,
  );
  const rows = await landing.rows(
    `SELECT deal, stage, CAST(amount AS VARCHAR) AS amount, CAST(expected AS VARCHAR) AS expected, open FROM ${changed} ORDER BY deal`,
  );
  return { day, rows: rows as unknown as SnapshotRow[] };
}

/** Keeps a day's snapshot in the state, which a full reload does not touch; the last load of a day wins. */
export async function keepSnapshot(state: State, source: string, { day, rows }: DaySnapshot): Promise<void> {
  await state.transaction(async () => {
    const today = "source = $1 AND day = CAST($2 AS DATE)";
    const before = await state.rows<{ deal: string }>(`SELECT deal FROM deal_snapshots WHERE ${today}`, [source, day]);
    const now = new Set(rows.map(({ deal }) => deal));
    const gone = before.map(({ deal }) => deal).filter((deal) => !now.has(deal));
    for (const deals of parts(gone)) {
      const sql = `DELETE FROM deal_snapshots WHERE ${today} AND deal IN (SELECT unnest(CAST($3 AS VARCHAR[])))`;
      await state.run(sql, [source, day, deals]);
    }
    for (const part of parts(rows)) {
      await state.run(
        `INSERT INTO deal_snapshots (source, day, deal, stage, amount, expected_close_on, is_open)
         SELECT $1, CAST($2 AS DATE), deal, nullif(stage, ''), CAST(nullif(amount, '') AS DECIMAL(18, 4)),
           CAST(nullif(expected, '') AS DATE), open = 'true'
         FROM (SELECT ${given}) AS given
         ON CONFLICT (source, deal, day) DO UPDATE SET stage = excluded.stage, amount = excluded.amount,
           expected_close_on = excluded.expected_close_on, is_open = excluded.is_open`,
        [
          source,
          day,
          part.map(({ deal }) => deal),
          part.map(({ stage }) => stage ?? ""),
          part.map(({ amount }) => amount ?? ""),
          part.map(({ expected }) => expected ?? ""),
          part.map(({ open }) => String(open)),
        ],
      );
    }
  });
}

/** The business day on which the load happens. */
async function businessDay({ landing, now, zone }: Load): Promise<string> {
  const instant = literal(now.toISOString().replace("T", " ").replace("Z", ""));
  const [row] = await landing.rows(
    `SELECT CAST(CAST(timezone(${literal(zone)}, timezone('UTC', TIMESTAMP ${instant})) AS DATE) AS VARCHAR) AS day`,
  );
  return String(row?.day);
}

function* parts<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  for (let start = 0; start < items.length; start += most) yield items.slice(start, start + most);
}
