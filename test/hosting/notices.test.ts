import { afterEach, expect, it } from "vitest";
import { type Fate, SendError } from "#errors.ts";
import { createNotices } from "#hosting/notices.ts";
import type { Notice } from "#office.ts";
import type { Connection } from "#platform.ts";
import { memory, rehearse } from "../delivery/rehearsal.ts";

let stage: Awaited<ReturnType<typeof rehearse>> | undefined;
afterEach(() => stage?.close());

const notice: Notice = {
  headline: { en: "A digest failed", zh: "周报未送达" },
  buttons: [{ label: { en: "Show sends", zh: "查看推送" }, ask: "/admin sends" }],
};
const fails =
  (fate: Fate, arrives = false) =>
  (_: unknown, __: unknown, accept: () => void): void => {
    if (arrives) accept();
    throw new SendError("chat", fate, { fate });
  };

/** One process after another on the same state. */
async function begin(connection: Connection) {
  const started = await rehearse({});
  stage = started;
  const { state, log } = started.parley.parts;
  const process = () =>
    createNotices({
      ...{ administrators: ["chat:boss"], connections: new Map([["chat", connection]]), mailer: null, state, log },
      ...{ locale: "en", clock: () => started.time.now, random: () => 0 },
    });
  return {
    ...{ process, pass: started.pass },
    waiting: async () => (await state.rows("SELECT id FROM notices")).length,
    ends: async () => (await state.rows("SELECT outcome FROM audit")).map(({ outcome }) => outcome),
  };
}

it("what could not be said before the process ended is said by the next, once", async () => {
  const { connection, got } = memory([fails("later"), fails("lost", true)]);
  const { process, pass, waiting, ends } = await begin(connection);
  await process().tell(notice);
  expect([got.length, await waiting()]).toEqual([0, 1]);
  const next = process();
  await next.again();
  expect(got).toEqual([]);
  for (let minute = 0; minute < 5; minute++) {
    pass(1);
    await Promise.all([next.again(), process().again()]);
  }
  expect(got.map(({ target, headline }) => [target, headline])).toEqual([["boss", "A digest failed"]]);
  expect([await waiting(), await ends()]).toEqual([0, ["answered"]]);
});

it("what was under way when the process died is looked for before it is said again", async () => {
  const { connection, got } = memory();
  const send: Connection["send"] = async (...message) => {
    await connection.send(...message);
    return new Promise(() => {});
  };
  const { process, pass, waiting } = await begin({ ...connection, send });
  void process().tell(notice);
  await expect.poll(() => got.length).toBe(1);
  await process().again();
  expect(await waiting()).toBe(1);
  pass(3);
  await process().again();
  expect([got.length, await waiting()]).toEqual([1, 0]);
});

it("a refusal, what nobody can look for, and trouble that stays end it, as the audit log says", async () => {
  for (const [faults, looks] of [
    [[fails("refused")], true],
    [[fails("lost", true)], false],
    [Array.from({ length: 9 }, () => fails("later")), true],
  ] as const) {
    const { connection, got } = memory([...faults], looks);
    const { process, pass, waiting, ends } = await begin(connection);
    await process().tell(notice);
    for (let minute = 0; minute < 5; minute++) {
      pass(2);
      await process().again();
    }
    expect([got.length, await waiting(), await ends()]).toEqual([looks ? 0 : 1, 0, ["failed"]]);
    await stage?.close();
    stage = undefined;
  }
});
