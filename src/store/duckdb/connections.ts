import { setTimeout } from "node:timers/promises";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Parameter } from "#store.ts";
import { isUrgent, joinLine, type Waiting } from "#waiting.ts";
import type { Engine, EngineDialect } from "../engine.ts";
import { columnSink, rowSink, type Sink } from "../sinks.ts";
import { abandoned } from "../timeout.ts";
import type { Database } from "./database.ts";
import { bind, converters } from "./values.ts";

/**
 * Questions in parallel, each on a connection of its own; the rest wait for the next free one. What nobody waits for comes
 * last, and leaves connections free for whoever comes.
 */
export interface Connections extends Engine {
  /** Stops what runs, refuses what waits, and closes when nothing runs any more: DuckDB crashes when closed under a query. */
  close(): Promise<void>;
}

interface Turn extends Waiting {
  resolve(connection: DuckDBConnection): void;
  reject(error: Error): void;
}

/** Connections that may be at work at the same time while nobody waits for it. */
const mostUnhurried = 2;

export async function openConnections(database: Database, size: number, dialect: EngineDialect): Promise<Connections> {
  const all = await Promise.all(Array.from({ length: size }, () => database.connect()));
  const free = [...all];
  const waiting: Turn[] = [];
  const running = new Set<Promise<unknown>>();
  /** Connections that are at work while nobody waits for it. */
  let unhurried = 0;
  let closed = false;

  function take(urgent: boolean): Promise<DuckDBConnection> {
    if (closed) return Promise.reject(storeClosed());
    return new Promise((resolve, reject) => {
      joinLine(waiting, { urgent, resolve, reject });
      proceed();
    });
  }

  function proceed(): void {
    const [next] = waiting;
    const connection = free.at(-1);
    if (next === undefined || connection === undefined || (!next.urgent && unhurried >= mostUnhurried)) return;
    waiting.shift();
    free.pop();
    if (!next.urgent) unhurried += 1;
    next.resolve(connection);
  }

  function giveBack(connection: DuckDBConnection, urgent: boolean): void {
    free.push(connection);
    if (!urgent) unhurried -= 1;
    proceed();
  }

  async function ask<T>(
    sql: string,
    parameters: Readonly<Record<string, Parameter>>,
    sink: Sink<T>,
    deadline: AbortSignal | undefined,
  ): Promise<T> {
    const urgent = isUrgent();
    const connection = await take(urgent);
    const asking = run(connection, sql, parameters, sink, deadline).finally(() => {
      running.delete(asking);
      giveBack(connection, urgent);
    });
    running.add(asking);
    return asking;
  }

  return {
    dialect,
    query: (sql, parameters, shape, deadline) => ask(sql, parameters, rowSink(shape, converters), deadline),
    columns: (sql, parameters, shape, deadline) => ask(sql, parameters, columnSink(shape, converters), deadline),
    async close() {
      closed = true;
      for (const { reject } of waiting.splice(0)) reject(storeClosed());
      // A query that is just about to begin hears nothing: tell them until none runs.
      while (running.size > 0) {
        for (const connection of all) connection.interrupt();
        await Promise.race([Promise.allSettled(running), setTimeout(20)]);
      }
      for (const connection of all) connection.closeSync();
    },
  };
}

function storeClosed(): Error {
  return new Error("the store is closed");
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
