import { type DuckDBConnection, DuckDBDataChunk, VARCHAR } from "@duckdb/node-api";
import type { Landing } from "#store.ts";
import { bind } from "./values.ts";

const chunkRows = 2048;

/** The raw tables as a sync sees them, on the connection that holds its transaction. */
export function openLanding(connection: DuckDBConnection, inbox: string): Landing {
  return {
    inbox,
    async run(sql, parameters = {}) {
      const { values, types } = bind(parameters);
      await connection.run(sql, values, types);
    },
    async rows(sql, parameters = {}) {
      const { values, types } = bind(parameters);
      const reader = await connection.runAndReadAll(sql, values, types);
      return reader.getRowObjectsJS() as Record<string, unknown>[];
    },
    async appendText(table, rows) {
      const [schema, name] = table.includes(".") ? table.split(".") : [null, table];
      const appender = await connection.createAppender(name ?? table, schema ?? null);
      const types = Array.from({ length: appender.columnCount }, () => VARCHAR);
      let pending: (readonly (string | null)[])[] = [];
      const flush = () => {
        if (pending.length === 0) return;
        const chunk = DuckDBDataChunk.create(types, pending.length);
        chunk.setColumns(types.map((_, index) => pending.map((row) => row[index] ?? null)));
        appender.appendDataChunk(chunk);
        pending = [];
      };
      for (const row of rows) {
        if (row.length !== types.length) {
          throw new Error(`${table} has ${types.length} columns, but a row has ${row.length} values`);
        }
        pending.push(row);
        if (pending.length === chunkRows) flush();
      }
      flush();
      appender.closeSync();
    },
  };
}
