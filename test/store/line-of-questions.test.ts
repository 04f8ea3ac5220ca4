import type { DuckDBConnection } from "@duckdb/node-api";
import { expect, test } from "vitest";
import { openBudget } from "#store/duckdb/budget.ts";
import { openConnections } from "#store/duckdb/connections.ts";
import type { EngineDialect } from "#store/engine.ts";
import { patiently } from "#waiting.ts";

/** Two connections whose queries run until they are told how they end; `begun` names them in their order. */
async function openLine() {
  const begun: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  const nothing = { columnNames: () => [], fetchChunk: async () => null };
  const stream = (sql: string) =>
    new Promise((resolve, reject) => {
      begun.push(sql);
      ends.set(sql, (error) => (error === undefined ? resolve(nothing) : reject(error)));
    });
  const connect = async () => ({ stream, interrupt() {}, closeSync() {} }) as unknown as DuckDBConnection;
  const budget = openBudget({ connect } as never, { memory: "512MB", threads: 2 });
  const line = await openConnections({ connect } as never, budget, 2, {} as EngineDialect);
  const ask = (sql: string) => line.query(sql, {}, {});
  const tick = () => new Promise((resolve) => setImmediate(resolve));
  return {
    ...{ begun, ask },
    async end(sql: string, error?: Error) {
      ends.get(sql)?.(error);
      await tick();
    },
  };
}

const full = new Error("Out of Memory Error: failed to allocate");

test("a question for which too little memory was left comes next, alone", async () => {
  const { begun, ask, end } = await openLine();
  const asked = ["a", "greedy"].map(ask);
  await end("greedy", full);
  asked.push(ask("b"));
  expect(begun).toEqual(["a", "greedy"]);
  await end("a");
  expect(begun).toEqual(["a", "greedy", "greedy"]);
  await end("greedy");
  expect(begun).toEqual(["a", "greedy", "greedy", "b"]);
  await end("b");
  expect(await Promise.all(asked)).toEqual([[], [], []]);
});

test("one that nobody waits for stays behind those for which somebody does", async () => {
  const { begun, ask, end } = await openLine();
  const asked = [patiently(() => ask("greedy")), ...["a", "b", "c"].map(ask)];
  await end("greedy", full);
  await end("a");
  expect(begun).toEqual(["greedy", "a", "b", "c"]);
  await end("b");
  await end("c");
  expect(begun).toEqual(["greedy", "a", "b", "c", "greedy"]);
  await end("greedy");
  expect(await Promise.all(asked)).toEqual([[], [], [], []]);
});

test("one that had nothing beside it is not asked again", async () => {
  const { begun, ask, end } = await openLine();
  const alone = ask("greedy").catch((error: Error) => error);
  await end("greedy", full);
  expect(await alone).toMatchObject({ code: "out_of_memory" });
  expect(begun).toEqual(["greedy"]);
});
