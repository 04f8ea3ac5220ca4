import { randomUUID } from "node:crypto";
import type { ClickHouseClient } from "@clickhouse/client";
import { SourceError } from "#errors.ts";
import type { Parameter, Shape } from "#store.ts";
import type { Engine, EngineDialect } from "../engine.ts";
import { codecOf } from "../shape.ts";
import { columnSink, rowSink, type Sink } from "../sinks.ts";
import { abandoned } from "../timeout.ts";
import { translate } from "./translate.ts";
import { checkType, converters } from "./values.ts";

interface Answer {
  readonly meta: readonly { readonly name: string; readonly type: string }[];
  readonly data: Readonly<Record<string, readonly unknown[]>>;
}

/** Asks a ClickHouse server. `control` is a second client: it stops what the first one is busy with. */
export function clickhouseEngine(client: ClickHouseClient, control: ClickHouseClient, dialect: EngineDialect): Engine {
  async function ask<T>(
    sql: string,
    parameters: Readonly<Record<string, Parameter>>,
    shape: Shape,
    sink: Sink<T>,
    deadline: AbortSignal | undefined,
  ): Promise<T> {
    if (deadline?.aborted) throw abandoned();
    const id = randomUUID();
    const { query, query_params } = translate(sql, parameters);
    const stopped = stop(control, id, deadline);
    try {
      const answer = client
        .query({ query, query_params, format: "JSONColumnsWithMetadata", query_id: id })
        .then((result) => result.json() as unknown as Promise<Answer>);
      return read(shape, await Promise.race([answer, stopped.reached]), sink);
    } catch (error) {
      if (deadline?.aborted) throw abandoned(error);
      throw unreachable(error) ?? error;
    } finally {
      stopped.forget();
    }
  }

  return {
    dialect,
    query: (sql, parameters, shape, deadline) => ask(sql, parameters, shape, rowSink(shape, converters), deadline),
    columns: (sql, parameters, shape, deadline) => ask(sql, parameters, shape, columnSink(shape, converters), deadline),
  };
}

function read<T>(shape: Shape, { meta, data }: Answer, sink: Sink<T>): T {
  for (const [name, entry] of Object.entries(shape)) {
    const column = meta.find((candidate) => candidate.name === name);
    if (column !== undefined) checkType(name, codecOf(entry).codec, column.type);
  }
  const names = meta.map((column) => column.name);
  const columns = sink.open(names).map((column) => data[names[column] ?? ""] ?? []);
  sink.take(data[names[0] ?? ""]?.length ?? 0, (place, index) => columns[place]?.[index]);
  return sink.done();
}

/** Kills the query when the deadline passes: breaking off the request alone would leave it running. */
function stop(control: ClickHouseClient, id: string, deadline: AbortSignal | undefined) {
  let kill = () => {};
  const reached = new Promise<never>((_, reject) => {
    kill = () => {
      control
        .command({ query: "KILL QUERY WHERE query_id = {id:String} ASYNC", query_params: { id } })
        .then(() => reject(abandoned()), reject);
    };
  });
  deadline?.addEventListener("abort", kill, { once: true });
  return { reached, forget: () => deadline?.removeEventListener("abort", kill) };
}

/** A server that cannot be reached is an outside system's failure, not a bug. */
export function unreachable(error: unknown): SourceError | null {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code !== "string" || !/^E[A-Z]+$/.test(code)) return null;
  return new SourceError("clickhouse", `the server cannot be reached (${code})`, {
    retryable: true,
    hint: "Check WAREHOUSE_URL and that the server is running.",
    cause: error,
  });
}
