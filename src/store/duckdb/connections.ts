import { setTimeout } from "node:timers/promises";
import type { DuckDBConnection } from "@duckdb/node-api";
import type { Parameter } from "#store.ts";
import { isUrgent, joinLine, type Waiting } from "#waiting.ts";
import type { Engine, EngineDialect } from "../engine.ts";
import { columnSink, rowSink, type Sink } from "../sinks.ts";
import { abandoned } from "../timeout.ts";
import type { Budget } from "./budget.ts";
import type { Database } from "./database.ts";
import { isOutOfMemory, OutOfMemory } from "./out-of-memory.ts";
import { bind, converters } from "./values.ts";

/**
 * Questions in parallel, each on a connection of its own; the rest wait for the next free one. What nobody waits for comes
 * last, and leaves connections free for whoever comes. All share the store's memory: a question for which too little was
 * left while others ran beside it is asked once more, alone.
 */
export interface Connections extends Engine {
  /** Stops what runs, refuses what waits, and closes when nothing runs any more: DuckDB crashes when closed under a query. */
  close(): Promise<void>;
}

interface Turn extends Waiting {
  /** May no other question run meanwhile? */
  readonly alone: boolean;
  /** Did another run meanwhile? */
  accompanied: boolean;
}

interface WaitingTurn extends Turn {
  begin(connection: DuckDBConnection): void;
  reject(error: Error): void;
}

/** Connections that may be at work at the same time while nobody waits for it. */
const mostUnhurried = 2;

export async function openConnections(
  database: Database,
  budget: Budget,
  size: number,
  dialect: EngineDialect,
  isLoading: () => boolean = () => false,
): Promise<Connections> {
  const all = await Promise.all(Array.from({ length: size }, () => database.connect()));
  const free = [...all];
  const waiting: WaitingTurn[] = [];
  const working = new Set<Turn>();
  const running = new Set<Promise<unknown>>();
  let closed = false;

  /** Does `work` when it is its turn. */
  function inTurn<T>(turn: Turn, work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    if (closed) return Promise.reject(storeClosed());
    return new Promise((resolve, reject) => {
      const asked: WaitingTurn = Object.assign(turn, {
        reject,
        begin(connection: DuckDBConnection) {
          const done = budget
            .asking(() => work(connection))
            .finally(() => {
              running.delete(done);
              working.delete(asked);
              free.push(connection);
              proceed();
            });
          running.add(done);
          resolve(done);
        },
      });
      if (turn.alone) comeNext(asked);
      else joinLine(waiting, asked);
      proceed();
    });
  }

  /** Its turn is next, but nobody who waits has to wait for what nobody waits for. */
  function comeNext(asked: WaitingTurn): void {
    const at = asked.urgent ? 0 : waiting.findIndex(({ urgent }) => !urgent);
    waiting.splice(at < 0 ? waiting.length : at, 0, asked);
  }

  function proceed(): void {
    for (let [next] = waiting; next !== undefined && fits(next, [...working]); [next] = waiting) {
      const connection = free.pop();
      if (connection === undefined) return;
      waiting.shift();
      next.accompanied = working.size > 0 || isLoading();
      for (const other of working) other.accompanied = true;
      working.add(next);
      next.begin(connection);
    }
  }

  async function ask<T>(
    sql: string,
    parameters: Readonly<Record<string, Parameter>>,
    openSink: () => Sink<T>,
    deadline: AbortSignal | undefined,
  ): Promise<T> {
    const work = (connection: DuckDBConnection) => run(connection, sql, parameters, openSink(), deadline);
    const urgent = isUrgent();
    const turn: Turn = { urgent, alone: false, accompanied: false };
    try {
      return await inTurn(turn, work);
    } catch (error) {
      // Where nothing else took memory, there would be no more the second time.
      if (!(error instanceof OutOfMemory) || !(turn.accompanied || isLoading())) throw error;
      return await inTurn({ urgent, alone: true, accompanied: false }, work);
    }
  }

  return {
    dialect,
    query: (sql, parameters, shape, deadline) => ask(sql, parameters, () => rowSink(shape, converters), deadline),
    columns: (sql, parameters, shape, deadline) => ask(sql, parameters, () => columnSink(shape, converters), deadline),
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

/** May a turn begin beside those at work? */
function fits({ urgent, alone }: Turn, working: readonly Turn[]): boolean {
  if (alone) return working.length === 0;
  if (working.some((one) => one.alone)) return false;
  return urgent || working.filter((one) => !one.urgent).length < mostUnhurried;
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
    throw isOutOfMemory(error) ? new OutOfMemory(error) : error;
  } finally {
    deadline?.removeEventListener("abort", interrupt);
  }
}
