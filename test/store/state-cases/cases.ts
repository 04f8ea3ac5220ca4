import { expect } from "vitest";
import { type Asker, administrator } from "#access/asker.ts";
import type { Directory, Owner } from "#access/directory.ts";
import { openCase } from "#delivery/open-case.ts";
import { createCases } from "#offices/cases.ts";
import { allDoubts, createDoubts } from "#offices/doubts.ts";
import type { State, Store } from "#store.ts";
import type { StateCases } from "../state-cases.ts";

const now = new Date("2026-11-20T09:00:00.250Z");
const hours = (n: number) => new Date(now.getTime() + n * 3_600_000);
const owner = (key: number, id: string): Owner => ({
  ...{ key, id, name: id.toUpperCase(), email: `${id}@x.example`, slackUserId: null, wecomUserId: null, team: null },
  ...{ managerKey: key === 1 ? null : 1, active: true },
});
const directory = { owners: async () => [owner(1, "li"), owner(2, "wang")] } as unknown as Directory;
const rep: Asker = { owner: owner(2, "wang"), role: "representative", owners: [2], people: 1 };

/** Everybody sees account a1, which is Wang's; nobody sees another. */
const store = {
  view: () => ({
    select: async (_: string, { accounts }: { accounts: readonly string[] }) =>
      accounts.includes("a1") ? [{ account: "a1", holder: 2 }] : [],
  }),
} as unknown as Store;

function casesOf(state: State, asker: Asker, tasks: string[] = []) {
  const source = {
    createTask: async ({ title }: { title: string }) => `t${tasks.push(title)}`,
    undoTask: async (id: string) => void tasks.push(`undo ${id}`),
    close: async () => {},
  };
  const parts = {
    ...{ state, store, directory, clock: () => hours(5), workingDays: () => 0 },
    rules: { access: "tree" as const, administrators: [], fictional: false },
    caseTerms: { answerDays: 2, holdOut: 0, demotes: true },
    openSource: async () => source as never,
  };
  return createCases(parts, { platform: "slack", userId: "U1" }, asker);
}

export default {
  "cases: opened, answered, taken back, handed over, reminded of": async (state) => {
    const about = { owner: "wang", band: 1, atStake: 12.5, at: now };
    const opened = { rule: "churn-model/90d", account: "a1", risk: 0.7 };
    await openCase(state, opened, about);
    await openCase(state, { ...opened, account: "a2" }, about);
    await openCase(state, { ...opened, account: "a3", heldOut: true }, about);
    await openCase(state, opened, { ...about, owner: null });
    const tasks: string[] = [];
    const cases = casesOf(state, rep, tasks);
    const [one, ...others] = await cases.list({ open: true });
    expect(others).toEqual([]);
    expect(one).toMatchObject({ account: "a1", owner: "wang", risk: 0.7, atStake: 12.5, state: "open", openedAt: now });
    expect((await cases.everybodys()).map(({ account, state }) => [account, state]).sort()).toEqual([
      ["a1", "open"],
      ["a2", "open"],
      ["a3", "held_out"],
    ]);
    expect(await cases.take("a2", "Call")).toBeNull();
    expect(await cases.take("a1", "Call")).toMatchObject({ task: "t1", case: { state: "taken", answeredBy: "wang" } });
    expect(await cases.take("a1", "Call")).toMatchObject({ task: "t1" });
    expect(await cases.undo("a1")).toMatchObject({ state: "open", task: null, answeredAt: null, answeredBy: null });
    expect(tasks).toEqual(["Call", "undo t1"]);
    expect(await cases.snooze("a1", 14)).toMatchObject({ state: "snoozed", until: hours(5 + 14 * 24) });
    expect(await cases.dismiss("a1", "seasonal")).toMatchObject({
      state: "dismissed",
      reason: "seasonal",
      until: null,
    });
    expect(await cases.list({ open: true })).toEqual([]);
    expect(await cases.undo("a1")).toMatchObject({ state: "open", reason: null });
    expect(await cases.reassign("a1", "LI")).toMatchObject({ state: "reassigned", owner: "li", reason: "wang" });
    expect(await cases.undo("a1")).toMatchObject({ state: "open", owner: "wang" });
    const reminds = { case: one?.id ?? "", manager: true };
    await openCase(state, { ...opened, reminds }, { ...about, at: hours(48) });
    expect((await cases.list({ account: "a1" }))[0]).toMatchObject({ reminders: 1, escalated: true });
    const written = await state.rows<{ text: string }>("SELECT text FROM audit WHERE action = 'write' ORDER BY text");
    expect(written.map(({ text }) => text.trim())).toEqual(["create task t1", "undo task t1"]);
  },
  "doubts: one a person and answer, the reason added": async (state) => {
    const told: string[] = [];
    const tell = async ({ headline }: { headline: { en: string } }) => void told.push(headline.en);
    const parts = { state, directory, tell, prefix: "", clock: () => now };
    const doubts = createDoubts(parts, { platform: "slack", userId: "U1" }, administrator);
    expect(await doubts.answered("x")).toBeNull();
    const doubt = { answer: "x", question: "/sales", command: "/sales as of 2026-11-20", askedAt: now };
    await doubts.raise({ ...doubt, why: null });
    await doubts.raise({ ...doubt, why: "too low" });
    await doubts.raise({ ...doubt, why: null });
    expect(await allDoubts(parts, 10)).toEqual([{ ...doubt, who: "slack:U1", why: "too low", at: now }]);
    expect(told.length).toBe(3);
  },
} satisfies StateCases;
