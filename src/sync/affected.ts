import type { TableName } from "#model/tables.ts";
import type { Landing } from "#store.ts";
import { changes, mirrored } from "./mirror.ts";
import { references } from "./references.ts";
import { identifier, literal } from "./sql.ts";
import { count, tableNames } from "./staging.ts";

/** Temporary table of the ids whose rows a publication replaces. */
export function affected(table: TableName): string {
  return `affected_${table}`;
}

/** Facts whose money and customer their order completes, and whose lines complete the order. */
const ofOrders = ["order_lines", "returns", "payments", "receivable_plans"] as const;
/** What is said of deals rests on all of them: on every stage, event and snapshot. */
const ofDeals = ["stages", "opportunities", "opportunity_stage_events", "opportunity_snapshots"] as const;
/** Nothing derives their rows from a mention: until one arrives, what refers to it refers to nothing. */
const awaited = ["campaigns", "leads", "opportunities", "contracts", "contacts", "order_lines", "orders"] as const;

/**
 * Finds all rows that the changes reach: the changed ones, what refers to a row that has just arrived, orders with all
 * that belongs to them, and the deals as a whole. Returns their tables; null when everything has to be published anew,
 * because rates of exchange changed. O(rows of the tables that refer to changed ones).
 */
export async function findAffected(landing: Landing): Promise<Set<TableName> | null> {
  const changed = await landing.rows(`SELECT DISTINCT table_name FROM ${changes}`);
  const reached = new Set(changed.map((row) => row.table_name as TableName));
  if (reached.has("fx_rates")) return null;
  for (const table of tableNames) {
    await landing.run(
      `CREATE OR REPLACE TEMP TABLE ${affected(table)} AS
       SELECT DISTINCT external_id FROM ${changes} WHERE table_name = ${literal(table)}`,
    );
  }
  async function reach(table: TableName, ids: string): Promise<void> {
    const found = await landing.rows(
      `INSERT INTO ${affected(table)} SELECT DISTINCT id FROM (${ids}) WHERE id NOT IN (SELECT external_id FROM ${affected(table)})
       RETURNING 1 AS found`,
    );
    if (found.length > 0) reached.add(table);
  }
  const by = (table: TableName, column: string, ids: string): string =>
    `SELECT external_id AS id FROM ${mirrored(table)} WHERE ${identifier(column)} IN (${ids})`;
  for (const target of awaited) {
    if (target === "orders") await reachOrders(reach, reached);
    if (!reached.has(target)) continue;
    await landing.run(
      `CREATE OR REPLACE TEMP TABLE arrived AS
       SELECT external_id FROM ${affected(target)} WHERE external_id NOT IN (SELECT external_id FROM data.${target}
         WHERE external_id IN (SELECT external_id FROM ${affected(target)}))`,
    );
    if ((await count(landing, "SELECT count(*) AS n FROM arrived")) === 0) continue;
    const arrived = "SELECT external_id FROM arrived";
    for (const { table, column } of references(target)) await reach(table, by(table, column, arrived));
  }
  if (reached.has("orders")) {
    const ids = `SELECT external_id FROM ${affected("orders")}`;
    for (const table of ofOrders) await reach(table, by(table, "order_id", ids));
  }
  if (ofDeals.some((table) => reached.has(table))) {
    for (const table of ofDeals) await reach(table, `SELECT external_id AS id FROM ${mirrored(table)}`);
    for (const table of ofDeals) reached.add(table);
  }
  return reached;
}

async function reachOrders(
  reach: (table: TableName, ids: string) => Promise<void>,
  reached: ReadonlySet<TableName>,
): Promise<void> {
  for (const table of ofOrders.filter((name) => reached.has(name))) {
    const mine = `external_id IN (SELECT external_id FROM ${affected(table)})`;
    const known = `SELECT external_id FROM ${mirrored("orders")}`;
    await reach("orders", `SELECT order_id AS id FROM ${mirrored(table)} WHERE ${mine} AND order_id IN (${known})`);
  }
}
