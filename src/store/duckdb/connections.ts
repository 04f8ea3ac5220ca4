import type { DuckDBConnection } from "@duckdb/node-api";
import type { Parameter } from "#store.ts";
import type { Engine, EngineDialect } from "../engine.ts";
import { columnSink, rowSink, type Sink } from "../sinks.ts";
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

  async function ask<T>(
    sql: string,
    parameters: Readonly<Record<string, Parameter>>,
    sink: Sink<T>,
    deadline: AbortSignal | undefined,
  ): Promise<T> {
    const connection = await take();
    try {
      return await run(connection, sql, parameters, sink, deadline);
    } finally {
      giveBack(connection);
    }
  }

  return {
    dialect,
    query: (sql, parameters, shape, deadline) => ask(sql, parameters, rowSink(shape, converters), deadline),
    columns: (sql, parameters, shape, deadline) => ask(sql, parameters, columnSink(shape, converters), deadline),
    close() {
      for (const connection of all) connection.closeSync();
    },
  };
}

async function run<T>(
  connection: DuckDBConnection,
  sql: string,
  parameters: Readonly<Record<string, Parameter>>,
  sink: Sink<T>,
  deadline: AbortSignal | undefined,
): Promise<T> {
  if (deadline?.aborted) throw abandoned();
  const interrupt = () => connection.interrupt();
  deadline?.addEventListener("abort", interrupt, { once: true });
  try {
    const { values, types } = bind(parameters);
    const result = await connection.stream(sql, values, types);
    const used = sink.open(result.columnNames());
    for (let chunk = await result.fetchChunk(); chunk?.rowCount; chunk = await result.fetchChunk()) {
      const { rowCount } = chunk;
      const vectors = used.map((column) => chunk.getColumnVector(column));
      sink.take(rowCount, (place, index) => vectors[place]?.getItem(index));
    }
    if (deadline?.aborted) throw abandoned();
    return sink.done();
  } catch (error) {
    if (deadline?.aborted) throw abandoned(error);
    throw error;
  } finally {
    deadline?.removeEventListener("abort", interrupt);
  }
}
