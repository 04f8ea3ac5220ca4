import type { Column, Kind } from "#model/column.ts";
import { bookkeeping } from "#model/table.ts";
import { tables } from "#model/tables.ts";
import type { EngineDialect } from "./engine.ts";
import { dimensionNamed, groupNames, refused, type Scope, tableRelation } from "./relations.ts";

/** Which table the orders that count are read from: won deals stand in for orders in a source without any. */
export function orderTable({ statistics }: Pick<Scope, "statistics">): "orders" | "opportunities" {
  const { rows } = statistics;
  return rows.orders === undefined && rows.opportunities !== undefined ? "opportunities" : "orders";
}

/** Does the question filter or group by what only order lines carry? */
export function byLines(scope: Scope): boolean {
  return orderTable(scope) === "orders" && refused("orders", scope).some(carriedByLines(scope));
}

function carriedByLines({ setting }: Scope): (name: string) => boolean {
  return (name) => dimensionNamed(name, setting).on.order_lines !== undefined;
}

/** Orders that count, or won deals in their place. */
export function validOrders(scope: Scope): string {
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

/** Valid orders to be summed, or their lines where the question filters or groups by what only these carry. */
export function sales(scope: Scope): string {
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

/** The same without the question's filters and groups. */
export function unnarrowed(scope: Scope): Scope {
  return { ...scope, lens: { ...scope.lens, filters: [], by: [] } };
}
