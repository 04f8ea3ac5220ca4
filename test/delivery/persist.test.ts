import { expect, it } from "vitest";
import { sendPersistently } from "#delivery/persist.ts";
import { type Fate, SendError } from "#errors.ts";
import { answerOf } from "../platforms/scripted-answers.ts";
import { memory } from "./rehearsal.ts";

const failing =
  (fate: Fate, arrives = false, waitMs?: number) =>
  (_: unknown, __: unknown, accept: () => void): void => {
    if (arrives) accept();
    throw new SendError("chat", fate, { fate, ...(waitMs === undefined ? {} : { waitMs }) });
  };

async function told(faults: Parameters<typeof memory>[0], looks = true) {
  const { connection, got } = memory(faults, looks);
  const waits: number[] = [];
  const patience = { random: () => 0, sleep: async (ms: number) => void waits.push(ms) };
  const message = { target: "boss", answer: answerOf("trouble"), key: "notice/1" };
  const end = await sendPersistently(connection, message, patience).then(
    () => "told",
    (error: SendError) => error.fate,
  );
  return { end, waits, seen: got.length };
}

it("what was not accepted is tried again after as long as the platform asks", async () => {
  const end = await told([failing("later"), failing("later", false, 30_000)]);
  expect(end).toEqual({ end: "told", waits: [1_000, 30_000], seen: 1 });
});

it("what may have arrived is looked for, and sent again only when it is not there", async () => {
  expect(await told([failing("lost", true)])).toMatchObject({ end: "told", seen: 1 });
  expect(await told([failing("lost")])).toMatchObject({ end: "told", seen: 1 });
  expect(await told([failing("lost", true)], false)).toEqual({ end: "lost", waits: [], seen: 1 });
});

it("a refusal ends it at once, trouble that stays after a few tries", async () => {
  expect(await told([failing("refused")])).toEqual({ end: "refused", waits: [], seen: 0 });
  const four = Array.from({ length: 9 }, () => failing("later"));
  expect(await told(four)).toMatchObject({ end: "later", seen: 0, waits: [1_000, 1_000, 1_000] });
});
