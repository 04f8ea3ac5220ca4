import { setImmediate } from "node:timers/promises";
import { type DuckDBConnection, DuckDBDataChunk, VARCHAR } from "@duckdb/node-api";
import type { Landing } from "#store.ts";
import { bind } from "./values.ts";

type TextRow = readonly (string | null)[];

/** Rows handed to the appender at a time: a few milliseconds, after which questions get their turn. */
const chunkRows = 512;

/** A landing with the transaction that its first statement on the raw tables begins. */
export interface OpenLanding {
  readonly landing: Landing;
  /** Begins the transaction, unless it has begun. */
  begin(): Promise<void>;
  begun(): boolean;
}

/** Names a raw or mirrored table; a literal that looks so only makes the transaction begin early. */
const raw = /\b(data\.|mirror\b)/;

/** The raw tables as a sync sees them, on the connection that holds its transaction. */
export function openLanding(connection: DuckDBConnection, inbox: string): OpenLanding {
  let begun = false;
  const begin = async () => {
    if (begun) return;
    await connection.run("BEGIN");
    begun = true;
  };
  const landing: Landing = {
    inbox,
    async run(sql, parameters = {}) {
      if (raw.test(sql)) await begin();
      const { values, types } = bind(parameters);
      await connection.run(sql, values, types);
    },
    async rows(sql, parameters = {}) {
      if (raw.test(sql)) await begin();
      const { values, types } = bind(parameters);
      const reader = await connection.runAndReadAll(sql, values, types);
      return reader.getRowObjectsJS() as Record<string, unknown>[];
    },
    async appendText(table, rows) {
      if (raw.test(table)) await begin();
      const [schema, name] = table.includes(".") ? table.split(".") : [null, table];
      const appender = await connection.createAppender(name ?? table, schema ?? null);
      const types = Array.from({ length: appender.columnCount }, () => VARCHAR);
      // One chunk for all rows: its memory is the engine's, of which the garbage collector knows nothing.
      const chunk = DuckDBDataChunk.create(types);
      for (const part of parts(rows, chunkRows)) {
        const strange = part.find((row) => row.length !== types.length);
        if (strange) {
          throw new Error(`${table} has ${types.length} columns, but a row has ${strange.length} values`);
        }
        fill(chunk, part);
        appender.appendDataChunk(chunk);
        await setImmediate();
      }
      appender.closeSync();
    },
  };
  return { landing, begin, begun: () => begun };
}

function fill(chunk: DuckDBDataChunk, rows: readonly TextRow[]): void {
  chunk.reset();
  chunk.rowCount = rows.length;
  for (let column = 0; column < chunk.columnCount; column++) {
    const vector = chunk.getColumnVector(column);
    for (const [index, row] of rows.entries()) vector.setItem(index, row[column] ?? null);
    vector.flush();
  }
}

function* parts<Item>(items: Iterable<Item>, size: number): Generator<Item[]> {
  let part: Item[] = [];
  for (const item of items) {
    part.push(item);
    if (part.length < size) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}
