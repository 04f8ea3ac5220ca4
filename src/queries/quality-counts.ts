import type { Parameter, View } from "#store.ts";
import { type QualityRule, qualityRules } from "./quality-rules.ts";

/** Days by which rows are judged. */
export interface QualityDays {
  /** The last that counts. */
  readonly today: string;
  /** An account last touched before it is long untouched. */
  readonly stale: string;
  /** Only what is dated from `from` to `last`, besides what has no date by nature; everything for null. */
  readonly from: string | null;
  readonly last: string;
}

export const sample: QualityDays & { readonly named: boolean } = {
  ...{ today: "2026-10-31", stale: "2026-05-04", from: "2026-01-01", last: "2026-10-31" },
  named: true,
};

const dated = "CAST($from AS DATE) AND CAST($last AS DATE)";
/** Which rows of a table a period holds. */
const inPeriod: Readonly<Record<string, string>> = {
  leads: `t.created_on BETWEEN ${dated}`,
  opportunities: `t.created_on BETWEEN ${dated}`,
  orders: `t.ordered_on BETWEEN ${dated}`,
  order_lines: `t.order_id IN (SELECT id FROM orders WHERE ordered_on BETWEEN ${dated})`,
  returns: `t.returned_on BETWEEN ${dated}`,
  payments: `t.paid_on BETWEEN ${dated}`,
};

/** Is the table one whose rows have dates? */
export function isDated(table: string): boolean {
  return inPeriod[table] !== undefined;
}

/** What a rule found: rows looked at, bad ones, whose they are, and the first of them by external id. */
export interface RuleCount {
  readonly rule: QualityRule;
  readonly rows: number;
  readonly bad: number;
  /** Owner's name → bad rows; null for rows without one. */
  readonly owners: ReadonlyMap<string | null, number>;
  readonly examples: readonly string[];
}

/** Bad rows named by a rule. */
const mostExamples = 5;

/** Every rule on the tables that the source fills, and that the question's filters can narrow; with examples where `named`. */
export async function qualityCounts(view: View, { named, ...days }: typeof sample): Promise<RuleCount[]> {
  const tables = [...new Set(qualityRules.map(({ table }) => table))].filter(
    (table) => view.has(table) && view.covers(table),
  );
  const counted = await Promise.all(
    tables.map((table) =>
      countRules(
        view,
        table,
        qualityRules.filter((rule) => rule.table === table),
        days,
      ),
    ),
  );
  const counts = counted.flat();
  if (!named) return counts.map((count) => ({ ...count, examples: [] }));
  return Promise.all(counts.map(async (count) => ({ ...count, examples: await examplesOf(view, count, days) })));
}

async function countRules(
  view: View,
  table: string,
  rules: readonly QualityRule[],
  days: QualityDays,
): Promise<Omit<RuleCount, "examples">[]> {
  const sums = rules.flatMap(({ among = "1 = 1", bad }, at) => [
    `CAST(coalesce(sum(CASE WHEN ${among} THEN 1 ELSE 0 END), 0) AS DOUBLE) AS rows_${at}`,
    `CAST(coalesce(sum(CASE WHEN ${among} AND ${bad} THEN 1 ELSE 0 END), 0) AS DOUBLE) AS bad_${at}`,
  ]);
  const names = rules.flatMap((_, at) => [`rows_${at}`, `bad_${at}`]);
  const { owner, join } = ownerOf(table);
  const found = await view.select(
    `SELECT ${owner === null ? "CAST(NULL AS VARCHAR)" : "owners.name"} AS owner, ${names.join(", ")}
     FROM (SELECT ${owner === null ? "" : `${owner} AS owner_id, `}${sums.join(", ")} FROM ${table} AS t ${join}
       WHERE ${heldBy(table, days)} ${owner === null ? "" : `GROUP BY ${owner}`}) AS counted
     ${owner === null ? "" : "LEFT JOIN owners ON owners.id = counted.owner_id"} ORDER BY owner`,
    used(days, `${heldBy(table, days)} ${sums.join(" ")}`),
    { owner: "text?", ...Object.fromEntries(names.map((name) => [name, "double"] as const)) },
  );
  return rules.map((rule, at) => {
    const owners = new Map<string | null, number>();
    let [rows, bad] = [0, 0];
    for (const row of found as readonly Readonly<Record<string, string | number | null>>[]) {
      rows += Number(row[`rows_${at}`]);
      const own = Number(row[`bad_${at}`]);
      const name = row.owner as string | null;
      if (own > 0) owners.set(name, (owners.get(name) ?? 0) + own);
      bad += own;
    }
    return { rule, rows, bad, owners };
  });
}

/** Whose a row is, and what tells: its own owner, a contact's account's; lines and money moved are looked up by nobody. */
function ownerOf(table: string): { owner: string | null; join: string } {
  if (["accounts", "leads", "opportunities", "orders"].includes(table)) return { owner: "t.owner_id", join: "" };
  if (table !== "contacts") return { owner: null, join: "" };
  return { owner: "accounts.owner_id", join: "LEFT JOIN accounts ON accounts.id = t.account_id" };
}

async function examplesOf(
  view: View,
  { rule: { table, among = "1 = 1", bad }, bad: count, rows }: Pick<RuleCount, "rule" | "bad" | "rows">,
  days: QualityDays,
): Promise<string[]> {
  if (count === 0 || count === rows) return [];
  const found = await view.select(
    `SELECT t.external_id AS example FROM ${table} AS t WHERE ${heldBy(table, days)} AND ${among} AND ${bad}
     ORDER BY t.external_id LIMIT ${mostExamples}`,
    used(days, `${heldBy(table, days)} ${among} ${bad}`),
    { example: "text" },
  );
  return found.map(({ example }) => example);
}

function heldBy(table: string, { from }: QualityDays): string {
  return from === null ? "1 = 1" : (inPeriod[table] ?? "1 = 1");
}

/** The parameters that a text names. */
function used(days: QualityDays, text: string): Record<string, Parameter> {
  return Object.fromEntries(Object.entries(days).filter(([name]) => text.includes(`$${name} `)));
}
