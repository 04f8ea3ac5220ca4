import type { TableName } from "#model/tables.ts";
import type { EngineDialect } from "./engine.ts";
import { type Joins, ofAccountAlone, type Spot } from "./places.ts";
import {
  demandApplicable,
  dimensionNamed,
  group,
  narrowing,
  type Scope,
  tableRelation,
  visibility,
} from "./relations.ts";
import { byLines, orderTable, sales, unnarrowed, validOrders } from "./sales.ts";

export const derivedNames = [
  "valid_orders",
  "sales",
  "account_days",
  "account_gaps",
  "account_histories",
  "account_months",
] as const;
export type DerivedName = (typeof derivedNames)[number];

/** The table that decides which dimensions a derived relation can honour. */
export function decidingTable(name: DerivedName, scope: Scope): TableName {
  return name !== "valid_orders" && byLines(scope) ? "order_lines" : orderTable(scope);
}

/** SQL of a derived relation as a question sees it. */
export function derivedRelation(name: DerivedName, asked: Scope): string {
  const scope = { ...asked, words: wordsOf(asked) };
  demandApplicable(decidingTable(name, scope), name, scope);
  if (name === "valid_orders") return validOrders(scope);
  // The groups of lines and of account days decide how many rows there are, read or not.
  const split = { ...scope, groupless: false };
  if (name === "sales") return sales(byLines(scope) ? split : scope);
  if (answeredByRollup(scope)) return rollup(name, scope);
  if (name === "account_gaps") return accountGaps(split);
  if (name === "account_histories") return accountHistories(split);
  return name === "account_days" ? accountDays(split) : accountMonths(split);
}

/** Columns that the relations below read themselves. */
const ownWords =
  "id order_id account_id owner_id ordered_at ordered_on status net units quantity unit_price amount returned gap".split(
    " ",
  );

/** What is read of the tables beneath: what the query names, and what makes the relation. Deals are renamed: all of theirs. */
function wordsOf(scope: Scope): ReadonlySet<string> | null {
  const { words = null } = scope;
  return words === null || orderTable(scope) === "opportunities" ? null : new Set([...words, ...ownWords]);
}

/** Rollups know accounts only: they answer when every filter and grouping is the account's own. */
export function answeredByRollup(scope: Scope): boolean {
  const { lens, setting, statistics } = scope;
  const table = orderTable(scope);
  // Deals are seen by their own owner, which no rollup knows.
  if (table === "opportunities" && lens.owners !== null) return false;
  const asked = [...lens.filters.map((filter) => filter.dimension), ...lens.by];
  return asked.every((name) => ofAccountAlone(dimensionNamed(name, setting), table, statistics));
}

/** Is the relation a rollup as it is stored, neither narrowed nor grouped? */
export function isStoredRollup(name: DerivedName, scope: Scope): boolean {
  const { owners, filters, by } = scope.lens;
  const untouched = owners === null && filters.length === 0 && (by.length === 0 || scope.groupless === true);
  return name !== "valid_orders" && name !== "sales" && untouched && answeredByRollup(scope);
}

/** Where a relation is stored, and its columns. */
const stored = {
  account_days: { table: "account_days", columns: ["account_id", "ordered_on", "orders", "net", "returned"] },
  account_gaps: { table: "account_days", columns: ["account_id", "ordered_on", "gap"] },
  account_histories: {
    table: "account_histories",
    columns: ["account_id", "ordered_on", "orders", "net", "returned", "gap"],
  },
  account_months: { table: "account_months", columns: ["account_id", "month", "orders", "net", "cohort"] },
} as const;

/** The stored rollup, narrowed by its accounts just as orders would be. */
function rollup(name: keyof typeof stored, scope: Scope): string {
  const { table, columns } = stored[name];
  const spot: Spot = { alias: "t", table: orderTable(scope) };
  const joins: Joins = new Map();
  const groups = [0, 1].map((index) => `${group(scope.lens.by[index], spot, scope, joins)} AS group_${index + 1}`);
  const rule = visibility("account_tags", scope);
  const conditions = [...(rule === null ? [] : [rule]), ...narrowing(spot, scope, joins)];
  if (name === "account_gaps") conditions.push("t.gap IS NOT NULL");
  const where = conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`;
  const selected = [...columns.map((column) => `t.${column} AS ${column}`), ...groups];
  return [`SELECT ${selected.join(", ")}`, `FROM ${scope.dialect.table(table)} AS t`, ...joins.values(), where].join(
    "\n",
  );
}

/** Per account and business day, from the orders themselves. */
export function accountDays(scope: Scope): string {
  const known = "account_id IS NOT NULL AND ordered_at IS NOT NULL";
  const keys = "account_id, ordered_on, group_1, group_2";
  const lines = byLines(scope);
  const perOrder = `SELECT order_id, ${keys}, sum(net) AS net FROM (${sales(scope)}) AS s WHERE ${known} GROUP BY order_id, ${keys}`;
  const returns = tableRelation("returns", lines ? scope : unnarrowed(scope));
  const matching = lines
    ? "r.order_id = p.order_id AND r.group_1 IS NOT DISTINCT FROM p.group_1 AND r.group_2 IS NOT DISTINCT FROM p.group_2"
    : "r.order_id = p.order_id";
  const returned =
    orderTable(scope) === "orders"
      ? `(SELECT order_id, group_1, group_2, sum(amount) AS amount FROM (${returns}) AS b WHERE order_id IS NOT NULL
GROUP BY order_id, group_1, group_2)`
      : null;
  const taken = returned === null ? "0" : "coalesce(sum(r.amount), 0)";
  return `SELECT p.account_id AS account_id, p.ordered_on AS ordered_on, count(*) AS orders,
CAST(sum(p.net) AS DECIMAL(18, 4)) AS net, CAST(${taken} AS DECIMAL(18, 4)) AS returned,
p.group_1 AS group_1, p.group_2 AS group_2
FROM (${perOrder}) AS p${returned === null ? "" : ` LEFT JOIN ${returned} AS r ON ${matching}`}
GROUP BY p.account_id, p.ordered_on, p.group_1, p.group_2`;
}

/** Days since the account's order day before, in rows that hold one account day each. */
export function gap(dialect: EngineDialect): string {
  return dialect.daysBetween("lag(ordered_on) OVER (PARTITION BY account_id ORDER BY ordered_on)", "ordered_on");
}

/** Per account and business day after its first: whatever the groups, an account has one history. */
function accountGaps(scope: Scope): string {
  const nothing = scope.dialect.nothing("text");
  const days = `SELECT DISTINCT account_id, ordered_on FROM (${sales({ ...scope, lens: { ...scope.lens, by: [] } })}) AS s
WHERE account_id IS NOT NULL AND ordered_at IS NOT NULL`;
  return `SELECT account_id, ordered_on, gap, ${nothing} AS group_1, ${nothing} AS group_2
FROM (SELECT account_id, ordered_on, ${gap(scope.dialect)} AS gap FROM (${days}) AS d) AS g WHERE gap IS NOT NULL`;
}

/** The same with what each day brought. */
export function accountHistories(scope: Scope): string {
  const nothing = scope.dialect.nothing("text");
  return `SELECT account_id, ordered_on, orders, net, returned, ${gap(scope.dialect)} AS gap,
${nothing} AS group_1, ${nothing} AS group_2
FROM (${accountDays({ ...scope, lens: { ...scope.lens, by: [] } })}) AS d`;
}

/** Per account and month; the cohort is the first month within the question's filters and group. */
export function accountMonths(scope: Scope): string {
  return monthsOf(accountDays(scope), scope.dialect);
}

/** Months out of rows of account days. */
export function monthsOf(days: string, dialect: EngineDialect): string {
  const keys = "account_id, group_1, group_2";
  const month = dialect.month("ordered_on");
  const monthly = `SELECT ${keys}, ${month} AS month, CAST(sum(orders) AS BIGINT) AS orders,
CAST(sum(net) AS DECIMAL(18, 4)) AS net FROM (${days}) AS d GROUP BY ${keys}, ${month}`;
  return `SELECT account_id, month, orders, net,
min(month) OVER (PARTITION BY ${keys}) AS cohort, group_1, group_2 FROM (${monthly}) AS m`;
}
