import { Pool, type PoolClient, types } from "pg";
import type { Address } from "./address.ts";
import { nextBatch } from "./batch.ts";
import { type ColumnKind, connectMs, type Database, type SqlRow, statementMs } from "./database.ts";
import { persistently } from "./persistently.ts";
import { postgresFault } from "./postgres-fault.ts";

const { BOOL, BYTEA, INT2, INT4, INT8, TIMESTAMP, TIMESTAMPTZ } = types.builtins;
const kinds: Readonly<Record<number, ColumnKind>> = {
  ...{ [BYTEA]: "bytes", [TIMESTAMP]: "wall", [TIMESTAMPTZ]: "instant" },
  ...{ [INT2]: "integer", [INT4]: "integer", [INT8]: "integer" },
};
const flag = (text: string): string => (text === "t" ? "true" : "false");
const asText = (text: string): string => text;
/** Cells stay the server's own text: no digit of a number, and no zone of a time, is lost on the way. */
const exact = { getTypeParser: ((oid: number) => (oid === BOOL ? flag : asText)) as typeof types.getTypeParser };

/** Set one by one after connecting: connection poolers refuse them as startup parameters. */
const session = `SET default_transaction_read_only = on; SET timezone = 'UTC'; SET datestyle = 'ISO, YMD';
  SET extra_float_digits = 1; SET statement_timeout = ${statementMs}; SET idle_in_transaction_session_timeout = ${statementMs}`;

/** A PostgreSQL that is read through cursors, in read-only transactions. `name` is the connector's, for errors. */
export function openPostgres(name: string, address: Address): Database {
  const { host, port, user, password, database, tls } = address;
  const pool = new Pool({
    ...{ host, port, user, password, database, ssl: tls ?? false, types: exact, max: 2 },
    ...{ application_name: "parley", connectionTimeoutMillis: connectMs, keepAlive: true },
    query_timeout: statementMs + 5_000,
    onConnect: (client) => client.query(session) as unknown as undefined,
  });
  // A connection that dies is told by the statement that it takes with it.
  pool.on("error", () => {});
  const fault = (error: unknown, sql = ""): Error => postgresFault(name, address, error, sql);

  async function lend<T>(sql: string, work: (client: PoolClient) => Promise<T>): Promise<T> {
    const loan = await take();
    try {
      return await work(loan.client);
    } catch (error) {
      loan.broken = true;
      throw fault(error, sql);
    } finally {
      loan.end();
    }
  }
  async function take() {
    const client = await persistently(() =>
      pool.connect().catch((error: unknown) => {
        throw fault(error);
      }),
    );
    client.on("error", ignored);
    return {
      client,
      broken: false,
      end() {
        client.removeListener("error", ignored);
        client.release(this.broken);
      },
    };
  }

  return {
    quoted: (column) => `"${column.replaceAll('"', '""')}"`,
    placeholder: (position) => `$${position}`,
    columns: (sql) =>
      lend(sql, async (client) => {
        const { fields } = await client.query({ text: `${sql} LIMIT $1`, values: [0] });
        const { rows } = await client.query({
          text: "SELECT oid, format_type(oid, NULL) AS type FROM pg_type WHERE oid = ANY($1::oid[])",
          values: [fields.map(({ dataTypeID }) => dataTypeID)],
        });
        const types = new Map(rows.map(({ oid, type }) => [Number(oid), String(type)]));
        return fields.map(({ name, dataTypeID }) => ({
          ...{ name, kind: kinds[dataTypeID] ?? "other", type: types.get(dataTypeID) ?? "unknown" },
        }));
      }),
    async *rows(sql, values) {
      const loan = await take();
      // Until all is read: a cursor that is left in the middle ends with its connection.
      loan.broken = true;
      try {
        const { client } = loan;
        await client.query("BEGIN TRANSACTION READ ONLY; SET LOCAL cursor_tuple_fraction = 1");
        await client.query({ text: `DECLARE parley NO SCROLL CURSOR FOR ${sql}`, values: [...values] });
        for (let size: number | null = 500; size !== null; ) {
          const { rows }: { rows: SqlRow[] } = await client.query({
            ...{ text: `FETCH ${size} FROM parley`, rowMode: "array" as const },
          });
          if (rows.length > 0) yield rows;
          size = rows.length < size ? null : nextBatch(rows);
        }
        await client.query("ROLLBACK");
        loan.broken = false;
      } catch (error) {
        throw fault(error, sql);
      } finally {
        loan.end();
      }
    },
    clock: () =>
      lend("", async (client) => {
        const { rows } = await client.query("SELECT floor(extract(epoch FROM now()) * 1000) AS ms");
        return new Date(Number(rows[0]?.ms));
      }),
    close: () => pool.end(),
  };
}

/** It is enough that the statement under way fails. */
function ignored(): void {}
