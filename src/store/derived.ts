import type { Column, Kind } from "#model/column.ts";
import { bookkeeping } from "#model/table.ts";
import { type TableName, tables } from "#model/tables.ts";
import type { EngineDialect } from "./engine.ts";
import { type Joins, ofAccountAlone, type Spot } from "./places.ts";
import {
  demandApplicable,
  dimensionNamed,
  group,
  groupNames,
  narrowing,
  refused,
  type Scope,
  tableRelation,
  visibility,
} from "./relations.ts";

export const derivedNames = ["valid_orders", "sales", "account_days", "account_gaps", "account_months"] as const;
export type DerivedName = (typeof derivedNames)[number];

/** Which table the orders that count are read from: won deals stand in for orders in a source without any. */
export function orderTable({ statistics }: Pick<Scope, "statistics">): "orders" | "opportunities" {
  const { rows } = statistics;
  return rows.orders === undefined && rows.opportunities !== undefined ? "opportunities" : "orders";
}

/** Does the question filter or group by what only order lines carry? */
export function byLines(scope: Scope): boolean {
  return orderTable(scope) === "orders" && refused("orders", scope).some(carriedByLines(scope));
}

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

function carriedByLines({ setting }: Scope): (name: string) => boolean {
  return (name) => dimensionNamed(name, setting).on.order_lines !== undefined;
}

function validOrders(scope: Scope): string {
  if (orderTable(scope) === "orders") {
    return `SELECT * FROM (${tableRelation("orders", scope)}) AS o
WHERE status IN ('confirmed', 'fulfilled') AND net > 0 AND (units IS NULL OR units > 0)`;
  }
  const given: Readonly<Record<string, string>> = {
    opportunity_id: "id",
    ordered_at: "closed_at",
    ordered_on: "closed_on",
    status: "'fulfilled'",
    net: "amount",
    total: "amount",
  };
  const columns = orderColumns().map(
    ([name, kind]) => `${given[name] ?? wonDealColumn(name, kind, scope.dialect)} AS ${name}`,
  );
  return `SELECT ${[...columns, ...groupNames(scope)].join(", ")} FROM (${tableRelation("opportunities", scope)}) AS o
WHERE status = 'won' AND amount > 0 AND closed_at IS NOT NULL`;
}

/** A won deal's column of the same name, else nothing. */
function wonDealColumn(name: string, kind: Kind, dialect: EngineDialect): string {
  const own = name in tables.opportunities.columns || name in bookkeeping || name === "source_created_on";
  return own || name.startsWith("source_") || name === "synced_on" ? name : dialect.nothing(kind);
}

/** Columns of the orders relation, with business days and units. */
function orderColumns(): [string, Kind][] {
  const all: [string, Column][] = [
    ...Object.entries<Column>(bookkeeping).filter(([name]) => name !== "deleted_at" && name !== "merged_into_id"),
    ...Object.entries<Column>(tables.orders.columns),
  ];
  const named = all.flatMap(([name, { kind }]): [string, Kind][] =>
    kind === "instant"
      ? [
          [name, kind],
          [name.replace(/_at$/, "_on"), "date"],
        ]
      : [[name, kind]],
  );
  return [...named, ["units", "number"]];
}

function sales(scope: Scope): string {
  if (byLines(scope)) return salesOfLines(scope);
  return `SELECT id AS order_id, account_id, owner_id, ordered_at, ordered_on, net, units, 1 AS orders, 1 AS all_orders,
${groupNames(scope).join(", ")}
FROM (${validOrders(scope)}) AS v`;
}

/**
 * Lines of valid orders. Filters that only lines carry choose the lines. Where lines only group, the orders honour all
 * else, and one without lines that tell their money is a row of its own sums, so that the groups add up to the whole.
 */
function salesOfLines(scope: Scope): string {
  const { filters, by } = scope.lens;
  const ofLines = refused("orders", scope);
  const chosen = filters.some(({ dimension }) => ofLines.includes(dimension));
  const orderBy = chosen ? [] : by.filter((name) => !ofLines.includes(name));
  const lineBy = chosen ? by : by.filter((name) => ofLines.includes(name));
  const orders = validOrders({ ...scope, lens: { ...scope.lens, filters: chosen ? [] : filters, by: orderBy } });
  // A line is seen with its order, which the asker's owners already narrow.
  const lines: Scope = chosen ? scope : { ...scope, lens: { ...scope.lens, owners: null, filters: [], by: lineBy } };
  const groups = by.map((name) =>
    lineBy.includes(name) ? `l.group_${lineBy.indexOf(name) + 1}` : `v.group_${orderBy.indexOf(name) + 1}`,
  );
  const [first, second] = [0, 1].map((index) => groups[index] ?? scope.dialect.nothing("text"));
  // By way of text, because ClickHouse cuts a double where DuckDB rounds it.
  const quantity = "CAST(CAST(l.quantity AS VARCHAR) AS DECIMAL(18, 4))";
  const net = `coalesce(l.net, CAST(${quantity} * l.unit_price AS DECIMAL(18, 4)))`;
  // An order has one time and one account: among the keys, conditions on them reach the orders before they are numbered.
  const keys = ["v.id", "v.ordered_at", "v.ordered_on", "v.account_id"];
  const firstOf = (parts: readonly string[]) =>
    `CASE WHEN row_number() OVER (PARTITION BY ${parts.join(", ")} ORDER BY l.id) = 1 THEN 1 ELSE 0 END`;
  // To number the lines of an order takes longer than all the rest: only where orders are counted.
  const numbered = (
    [
      ["orders", [...keys, ...groups]],
      ["all_orders", keys],
    ] as const
  ).filter(([name]) => scope.words?.has(name) ?? true);
  return `SELECT v.id AS order_id, v.account_id AS account_id, v.owner_id AS owner_id, v.ordered_at AS ordered_at,
v.ordered_on AS ordered_on, CASE WHEN l.id IS NULL THEN v.net ELSE ${net} END AS net,
CASE WHEN l.id IS NULL THEN v.units ELSE l.quantity END AS units,
${numbered.map(([name, of]) => `${firstOf(of)} AS ${name}, `).join("")}${first} AS group_1, ${second} AS group_2
FROM (${orders}) AS v
${chosen ? "JOIN" : "LEFT JOIN"} (SELECT * FROM (${tableRelation("order_lines", lines)}) AS priced
WHERE net IS NOT NULL OR (quantity IS NOT NULL AND unit_price IS NOT NULL)) AS l ON l.order_id = v.id`;
}

function unnarrowed(scope: Scope): Scope {
  return { ...scope, lens: { ...scope.lens, filters: [], by: [] } };
}

/** Where a relation is stored, and its columns. */
const stored = {
  account_days: { table: "account_days", columns: ["account_id", "ordered_on", "orders", "net", "returned"] },
  account_gaps: { table: "account_days", columns: ["account_id", "ordered_on", "gap"] },
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
