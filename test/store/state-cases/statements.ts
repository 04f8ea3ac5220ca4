import { expect } from "vitest";
import type { State } from "#store.ts";
import type { StateCases } from "../state-cases.ts";

const insert = (state: State, key: string) =>
  state.run("INSERT INTO conversations (platform, place, user_id, question, at) VALUES ('p', $1, 'u', '/rfm', $2)", [
    key,
    new Date(0),
  ]);
const keys = async (state: State) =>
  (await state.rows<{ place: string }>("SELECT place FROM conversations ORDER BY place")).map(({ place }) => place);

export default {
  "values come back as they went, of every type that the state keeps": async (state) => {
    const at = new Date("1900-02-28T23:59:59.123Z");
    await state.run(
      `INSERT INTO cases (id, rule, account, owner, opened_at, band, risk, at_stake, state, reminders, escalated, until)
       VALUES ($1, 'r', 'a', 'o', $2, $3, $4, $5, 'open', $6, $7, $8)`,
      ["it's '; DROP TABLE audit; -- 秘密 🙂", at, -3, 0.1, 1e21, 0, true, null],
    );
    expect(
      await state.rows("SELECT id, opened_at, band, risk, at_stake, reminders, escalated, until FROM cases"),
    ).toEqual([
      {
        id: "it's '; DROP TABLE audit; -- 秘密 🙂",
        ...{ opened_at: at, band: -3, risk: 0.1, at_stake: 1e21, reminders: 0, escalated: true, until: null },
      },
    ]);
    await state.run(
      `INSERT INTO deal_snapshots (source, deal, day, amount, is_open) VALUES ('s', 'd', CAST($1 AS DATE), 12.5, $2)`,
      ["2026-02-28", false],
    );
    expect(
      await state.rows(`SELECT day, amount, is_open, expected_close_on, count(*) OVER () AS n, CAST(day AS VARCHAR) AS text,
        CAST(amount AS VARCHAR) AS decimal, sum(amount) OVER () AS total FROM deal_snapshots`),
    ).toEqual([
      {
        ...{ day: "2026-02-28", amount: 12.5, is_open: false, expected_close_on: null, n: 1 },
        ...{ text: "2026-02-28", decimal: "12.5000", total: 12.5 },
      },
    ]);
    expect(await state.rows("SELECT id FROM cases WHERE opened_at >= $1 AND opened_at < $2", [at, at])).toEqual([]);
  },

  "lists are bound, empty ones too": async (state) => {
    for (const key of ["a", 'b"{,}\\', "c"]) await insert(state, key);
    const among = (list: readonly string[]) =>
      state.rows("SELECT place FROM conversations WHERE place IN (SELECT unnest(CAST($1 AS VARCHAR[])))", [list]);
    expect(await among(['b"{,}\\', "x"])).toEqual([{ place: 'b"{,}\\' }]);
    expect(await among([])).toEqual([]);
  },

  "a transaction is all or nothing, and others wait for it": async (state) => {
    const failing = state.transaction(async () => {
      await insert(state, "a");
      throw new Error("changed my mind");
    });
    const outside = insert(state, "b");
    await expect(failing).rejects.toThrow("changed my mind");
    await outside;
    await state.transaction(() => Promise.all([insert(state, "c"), insert(state, "d")]));
    expect(await keys(state)).toEqual(["b", "c", "d"]);
  },

  "a transaction within another is part of it": async (state) => {
    const failing = state.transaction(async () => {
      await state.transaction(() => insert(state, "a"));
      throw new Error("outer");
    });
    await expect(failing).rejects.toThrow("outer");
    expect(await keys(state)).toEqual([]);
  },

  "a transaction in which a statement failed keeps nothing, whoever caught it": async (state) => {
    const swallowing = state.transaction(async () => {
      await insert(state, "a");
      await insert(state, "a").catch(() => {});
    });
    await expect(swallowing).rejects.toThrow();
    expect(await keys(state)).toEqual([]);
    await insert(state, "a");
    expect(await keys(state)).toEqual(["a"]);
  },

  "transactions that read before they write do not overtake each other": async (state) => {
    const next = () =>
      state.transaction(async () => {
        const [{ n } = { n: 0 }] = await state.rows<{ n: number }>("SELECT count(*) AS n FROM conversations");
        await insert(state, String(n));
      });
    await Promise.all(Array.from({ length: 12 }, next));
    expect(await keys(state)).toHaveLength(12);
  },

  "a unique key and a conditional update each have one winner": async (state) => {
    const claim = () =>
      state.rows(
        `INSERT INTO occurrences (id, schedule, planned_at, zone, state, told, at)
         VALUES ('x', 'digest', $1, 'UTC', 'due', FALSE, $1) ON CONFLICT (id) DO NOTHING RETURNING id`,
        [new Date(0)],
      );
    expect((await Promise.all([claim(), claim(), claim()])).flat()).toEqual([{ id: "x" }]);
    const take = (who: string) =>
      state.rows("UPDATE occurrences SET state = $1 WHERE id = 'x' AND state = 'due' RETURNING state", [who]);
    const taken = (await Promise.all(["a", "b", "c"].map(take))).flat();
    expect(taken).toHaveLength(1);
    expect(await state.rows("SELECT state FROM occurrences")).toEqual(taken);
  },

  "a refused statement says why, and what comes after it runs": async (state) => {
    await expect(state.run("INSERT INTO nowhere VALUES (1)")).rejects.toThrow("nowhere");
    await insert(state, "a");
    await expect(insert(state, "a")).rejects.toThrow(/duplicate key/i);
    expect(await keys(state)).toEqual(["a"]);
  },
} satisfies StateCases;
