import { afterAll, expect, test } from "vitest";
import { demoNow } from "../demo-company.ts";
import { openAlerted } from "./alerted.ts";

const { demo, rep, answer, send } = await openAlerted();
afterAll(() => demo.close());

// Brings the whole company up to date twice, which takes most of a minute.
test("“I’m on it” writes a task that the next sync shows, “Undo” takes it back", async () => {
  const { account } = await send(rep, demoNow);
  const taken = await answer(rep, `/case "${account}" take`);
  const { task } = (taken.result as { case: { task: string } }).case;
  expect(taken.headline).toContain(task);
  expect((await answer(rep, `/case "${account}" take`)).result).toMatchObject({ case: { task } });
  expect((await answer(rep, "/case")).headline).toMatch(/all answered/);
  await demo.parley.bringUpToDate();
  const customer = async () => JSON.stringify((await answer(rep, `/customer "${account}"`)).actions);
  expect(await customer()).toMatch(/at risk of leaving/);
  const undone = await answer(rep, `/case "${account}" undo`);
  expect(undone.result).toMatchObject({ case: { state: "open", task: null, answeredAt: null } });
  await demo.parley.bringUpToDate();
  expect(await customer()).not.toMatch(/at risk of leaving/);
  const audited = await demo.parley.parts.state.rows<{ text: string }>(
    "SELECT text FROM audit WHERE action = 'write' ORDER BY at, text",
  );
  expect(audited.map(({ text }) => text)).toEqual([`create task ${task}`, `undo task ${task} `]);
}, 300_000);
