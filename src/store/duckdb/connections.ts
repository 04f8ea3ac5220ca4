import type { DuckDBConnection } from "@duckdb/node-api";
import type { Parameter, Row, Shape } from "#store.ts";
import type { Engine, EngineDialect } from "../engine.ts";
import { blankRow, fillers } from "../shape.ts";
import { abandoned } from "../timeout.ts";
import type { Database } from "./database.ts";
import { bind, converters } from "./values.ts";

/** Questions in parallel, each on a connection of its own; the rest wait for the next free one. */
export interface Connections extends Engine {
  close(): void;
}

export async function openConnections(database: Database, size: number, dialect: EngineDialect): Promise<Connections> {
  const all = await Promise.all(Array.from({ length: size }, () => database.connect()));
  const free = [...all];
  const waiting: ((connection: DuckDBConnection) => void)[] = [];

  function take(): Promise<DuckDBConnection> {
    const connection = free.pop();
    return connection === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(connection);
  }
  function giveBack(connection: DuckDBConnection): void {
    const next = waiting.shift();
    if (next === undefined) free.push(connection);
    else next(connection);
  }

  return {
    dialect,
    async query(sql, parameters, shape, deadline) {
      const connection = await take();
      try {
        return await run(connection, sql, parameters, shape, deadline);
      } finally {
        giveBack(connection);
      }
    },
    close() {
      for (const connection of all) connection.closeSync();
    },
  };
}

async function run<S extends Shape>(
  connection: DuckDBConnection,
  sql: string,
  parameters: Readonly<Record<string, Parameter>>,
  shape: S,
  deadline: AbortSignal | undefined,
): Promise<Row<S>[]> {
  if (deadline?.aborted) throw abandoned();
  const interrupt = () => connection.interrupt();
  deadline?.addEventListener("abort", interrupt, { once: true });
  try {
    const { values, types } = bind(parameters);
    const result = await connection.stream(sql, values, types);
    const columns = fillers(shape, result.columnNames(), converters);
    const blank = blankRow(shape);
    const rows: Record<string, unknown>[] = [];
    for (let chunk = await result.fetchChunk(); chunk?.rowCount; chunk = await result.fetchChunk()) {
      const offset = rows.length;
      const count = chunk.rowCount;
      for (let index = 0; index < count; index++) rows.push(blank());
      for (const { column, fill } of columns) {
        const vector = chunk.getColumnVector(column);
        fill(rows, offset, count, (index) => vector.getItem(index));
      }
    }
    if (deadline?.aborted) throw abandoned();
    return rows as Row<S>[];
  } catch (error) {
    if (deadline?.aborted) throw abandoned(error);
    throw error;
  } finally {
    deadline?.removeEventListener("abort", interrupt);
  }
}
