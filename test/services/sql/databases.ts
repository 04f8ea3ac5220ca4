import { Client } from "pg";
import { type Mariadb, openMariadb } from "../mariadb-server.ts";
import { type Cluster, openCluster } from "../postgres-cluster.ts";

/** A real database that holds a shop, and a user who may only read. */
export interface TestDatabase {
  readonly dialect: "postgres" | "mysql";
  /** Address of the user who may only read. */
  readonly url: string;
  readonly password: string;
  /** As the owner of the tables. */
  run(sql: string): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

const password = "reader-7f3a-planted";

export async function openTestPostgres(): Promise<TestDatabase> {
  const cluster: Cluster = await openCluster();
  const url = await cluster.database();
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(`CREATE ROLE reader LOGIN PASSWORD '${password}'`);
  const { port, pathname } = new URL(url);
  return {
    dialect: "postgres",
    url: `postgres://reader:${password}@127.0.0.1:${port}${pathname}`,
    password,
    run: async (sql) => (await client.query(sql)).rows ?? [],
    async close() {
      await client.end();
      await cluster.remove();
    },
  };
}

export async function openTestMariadb(): Promise<TestDatabase> {
  const server: Mariadb = await openMariadb();
  await server.admin(
    `CREATE DATABASE shop CHARACTER SET utf8mb4; CREATE USER reader@'127.0.0.1' IDENTIFIED BY '${password}'`,
  );
  return {
    dialect: "mysql",
    url: `mysql://reader:${password}@127.0.0.1:${server.port}/shop`,
    password,
    run: (sql) => server.admin(sql, "shop"),
    close: () => server.remove(),
  };
}
