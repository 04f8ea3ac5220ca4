import { randomUUID } from "node:crypto";
import type { ClickHouseClient } from "@clickhouse/client";
import { SourceError } from "#errors.ts";
import type { Row, Shape } from "#store.ts";
import type { Engine, EngineDialect } from "../engine.ts";
import { blankRow, codecOf, fillers } from "../shape.ts";
import { abandoned } from "../timeout.ts";
import { translate } from "./translate.ts";
import { checkType, converters } from "./values.ts";

interface Columns {
  readonly meta: readonly { readonly name: string; readonly type: string }[];
  readonly data: Readonly<Record<string, readonly unknown[]>>;
}

/** Asks a ClickHouse server. `control` is a second client: it stops what the first one is busy with. */
export function clickhouseEngine(client: ClickHouseClient, control: ClickHouseClient, dialect: EngineDialect): Engine {
  return {
    dialect,
    async query(sql, parameters, shape, deadline) {
      if (deadline?.aborted) throw abandoned();
      const id = randomUUID();
      const { query, query_params } = translate(sql, parameters);
      const stopped = stop(control, id, deadline);
      try {
        const answer = client
          .query({ query, query_params, format: "JSONColumnsWithMetadata", query_id: id })
          .then((result) => result.json() as unknown as Promise<Columns>);
        return read(shape, await Promise.race([answer, stopped.reached]));
      } catch (error) {
        if (deadline?.aborted) throw abandoned(error);
        throw unreachable(error) ?? error;
      } finally {
        stopped.forget();
      }
    },
  };
}

function read<S extends Shape>(shape: S, { meta, data }: Columns): Row<S>[] {
  for (const [name, entry] of Object.entries(shape)) {
    const column = meta.find((candidate) => candidate.name === name);
    if (column !== undefined) checkType(name, codecOf(entry).codec, column.type);
  }
  const names = meta.map((column) => column.name);
  const rows = Array.from({ length: data[names[0] ?? ""]?.length ?? 0 }, blankRow(shape));
  for (const { column, fill } of fillers(shape, names, converters)) {
    const values = data[names[column] ?? ""] ?? [];
    fill(rows, 0, rows.length, (index) => values[index]);
  }
  return rows as Row<S>[];
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
