import type { TestDatabase } from "./databases.ts";

/** Makes a shop of 40 customers and `orders` orders, changed over two years before `now`; their owner writes, the reader reads. */
export async function makeShop(database: TestDatabase, orders: number): Promise<void> {
  const postgres = database.dialect === "postgres";
  await database.run("DROP TABLE IF EXISTS orders; DROP TABLE IF EXISTS customers; DROP TABLE IF EXISTS spare;");
  await database.run(
    postgres
      ? `CREATE TABLE customers (id int PRIMARY KEY, name text, photo bytea, vip boolean, removed boolean NOT NULL DEFAULT false, changed timestamptz NOT NULL);
         CREATE TABLE spare (id int);
         CREATE TABLE orders (id bigint PRIMARY KEY, customer int, net numeric(18,4), sold timestamp, changed timestamp(6) NOT NULL, state text);
         CREATE INDEX ON orders (changed)`
      : `CREATE TABLE customers (id int PRIMARY KEY, name varchar(80), photo blob, vip bit(1), removed tinyint(1) NOT NULL DEFAULT 0, changed timestamp(6) NOT NULL DEFAULT '2020-01-01');
         CREATE TABLE spare (id int);
         CREATE TABLE orders (id bigint PRIMARY KEY, customer int, net decimal(18,4), sold datetime, changed datetime(6) NOT NULL, state varchar(20), KEY (changed))`,
  );
  const hours = (n: string): string =>
    postgres ? `${at} - (${n}) * interval '1 hour'` : `${at} - INTERVAL (${n}) HOUR`;
  const series = (count: number): string =>
    postgres ? `generate_series(1, ${count}) AS s(n)` : `(SELECT seq AS n FROM seq_1_to_${count}) s`;
  const name = postgres ? "'客户 ' || n" : "concat('客户 ', n)";
  await database.run(
    `INSERT INTO customers SELECT n, ${name}, NULL, ${postgres ? "n % 2 = 0" : "n % 2"}, ${postgres ? "false" : "0"}, ${hours("n * 400")} FROM ${series(40)}`,
  );
  await database.run(
    `INSERT INTO orders SELECT 9007199254740990 + n, 1 + n % 40, n + 0.1234, ${hours("(n % 17000 * 7919) % 17000")}, ${hours("(n % 17000 * 7919) % 17000")}, 'sent' FROM ${series(orders)}`,
  );
  await database.run(
    postgres
      ? "GRANT USAGE ON SCHEMA public TO reader; GRANT SELECT ON customers, orders TO reader"
      : "GRANT SELECT ON shop.spare TO reader@'127.0.0.1'; GRANT SELECT ON shop.customers TO reader@'127.0.0.1'; GRANT SELECT ON shop.orders TO reader@'127.0.0.1'",
  );
}

/** The present of the shop. */
export const present = new Date("2026-03-02T09:00:00Z");
const at = "TIMESTAMP '2026-03-02 08:00:00'";

export const shopMapping = `zone: UTC
currency: CNY
tables:
  accounts:
    query: |
      SELECT id, name, vip, changed, removed
      FROM customers
    changed: changed
    deleted: removed
    columns:
      tier: { from: vip, values: { "true": gold, "false": none, "1": gold, "0": none } }
  orders:
    query: |
      SELECT id, customer AS account_id, net, sold AS ordered_at, changed, state
      FROM orders -- all of them
    changed: changed
    columns:
      status: { from: state, values: { sent: fulfilled } }
`;
