import { createPool, type FieldPacket, type PoolConnection, type TypeCast } from "mysql2";
import type { Address } from "./address.ts";
import {
  batchCharacters,
  batchRows,
  type ColumnKind,
  connectMs,
  type Database,
  type SqlRow,
  statementMs,
} from "./database.ts";
import { mysqlFault } from "./mysql-fault.ts";
import { persistently } from "./persistently.ts";

/** Numbers of the protocol's column types, and of the character set that stands for bytes. */
const timestamp = 7;
const datetime = 12;
const integers = new Set([1, 2, 3, 8, 9]);
const bits = 16;
const texts = new Set([249, 250, 251, 252, 253, 254]);
const geometry = 255;
const binary = 63;

const names: Readonly<Record<number, string>> = {
  7: "TIMESTAMP",
  10: "DATE",
  12: "DATETIME",
  246: "DECIMAL",
  253: "VARCHAR",
};

/** Cells stay the server's own text; BIT is a number, a TIMESTAMP is in the session's zone (UTC), a zero date is none. */
const cast: TypeCast = (field) => {
  if (field.type === "BIT") {
    const bytes = field.buffer();
    return bytes === null ? null : BigInt(`0x0${bytes.toString("hex")}`).toString();
  }
  const text = field.string("utf8");
  if (text?.startsWith("0000-00-00")) return null;
  return text !== null && field.type === "TIMESTAMP" ? `${text}Z` : text;
};

/** A backslash would mean something else to the server than to whoever quotes values for it. */
const session = [
  "SET SESSION TRANSACTION READ ONLY",
  "SET SESSION time_zone = '+00:00', sql_mode = REPLACE(@@sql_mode, 'NO_BACKSLASH_ESCAPES', ''), net_write_timeout = 600",
];

/** A MySQL or MariaDB that is read row by row, in read-only sessions. `name` is the connector's, for errors. */
export function openMysql(name: string, address: Address): Database {
  const { host, port, user, password, database, tls } = address;
  const pool = createPool({
    ...{ host, port, user, password, database, ...(tls ? { ssl: tls } : {}), connectionLimit: 2 },
    ...{ connectTimeout: connectMs, charset: "utf8mb4", rowsAsArray: true, typeCast: cast, enableKeepAlive: true },
  });
  const ready = new WeakSet<object>();
  const fault = (error: unknown, sql = ""): Error => mysqlFault(name, address, error, sql);

  function run(connection: PoolConnection, sql: string): Promise<{ rows: SqlRow[]; fields: FieldPacket[] }> {
    return new Promise((resolve, reject) => {
      connection.query({ sql, timeout: statementMs + 5_000 }, (error, rows, fields) =>
        error ? reject(error) : resolve({ rows: rows as unknown as SqlRow[], fields }),
      );
    });
  }
  async function take(): Promise<PoolConnection> {
    const connection = await persistently(
      () =>
        new Promise<PoolConnection>((resolve, reject) => {
          pool.getConnection((error, found) => (error ? reject(fault(error)) : resolve(found)));
        }),
    );
    if (ready.has(connection)) return connection;
    try {
      for (const statement of session) await run(connection, statement);
      const { rows } = await run(connection, "SELECT VERSION()");
      const maria = /mariadb/i.test(rows[0]?.[0] ?? "");
      await run(
        connection,
        maria
          ? `SET SESSION max_statement_time = ${statementMs / 1000}`
          : `SET SESSION max_execution_time = ${statementMs}`,
      );
    } catch (error) {
      connection.destroy();
      throw fault(error);
    }
    ready.add(connection);
    return connection;
  }
  async function ask(sql: string): Promise<{ rows: SqlRow[]; fields: FieldPacket[] }> {
    const connection = await take();
    try {
      return await run(connection, sql);
    } catch (error) {
      throw fault(error, sql);
    } finally {
      connection.release();
    }
  }

  return {
    quoted: (column) => `\`${column.replaceAll("`", "``")}\``,
    placeholder: () => "?",
    async columns(sql) {
      const { fields } = await ask(`${sql} LIMIT 0`);
      return fields.map((field) => ({ name: field.name, ...kindOf(field) }));
    },
    async *rows(sql, values) {
      const connection = await take();
      let done = false;
      try {
        let batch: SqlRow[] = [];
        let characters = 0;
        const stream = connection.query({ sql, values: [...values] }).stream({ highWaterMark: 1_000 });
        for await (const row of stream as AsyncIterable<SqlRow>) {
          batch.push(row);
          for (const cell of row) characters += cell?.length ?? 4;
          if (batch.length < batchRows && characters < batchCharacters) continue;
          yield batch;
          batch = [];
          characters = 0;
        }
        if (batch.length > 0) yield batch;
        done = true;
      } catch (error) {
        throw fault(error, sql);
      } finally {
        // What is left in the middle would have to be read to its end before the connection is of use again.
        if (done) connection.release();
        else connection.destroy();
      }
    },
    async clock() {
      const { rows } = await ask("SELECT FLOOR(UNIX_TIMESTAMP(NOW(3)) * 1000)");
      return new Date(Number(rows[0]?.[0]));
    },
    close: () => new Promise((resolve, reject) => pool.end((error) => (error ? reject(fault(error)) : resolve()))),
  };
}

function kindOf({ columnType = -1, characterSet }: FieldPacket): { readonly kind: ColumnKind; readonly type: string } {
  const bytes = columnType === geometry || (texts.has(columnType) && characterSet === binary);
  if (bytes) return { kind: "bytes", type: columnType === geometry ? "GEOMETRY" : "BLOB or BINARY" };
  const type = names[columnType] ?? (integers.has(columnType) ? "an integer" : columnType === bits ? "BIT" : "text");
  if (columnType === timestamp) return { kind: "instant", type };
  if (columnType === datetime) return { kind: "wall", type };
  return { kind: integers.has(columnType) ? "integer" : "other", type };
}
