import { afterEach, expect, test } from "vitest";
import { z } from "zod";
import type { Answer } from "#answer.ts";
import type { Connection } from "#platform.ts";
import { fromAdministrator } from "../demo-company.ts";
import { aJob, rehearse, saying } from "./rehearsal.ts";

type Rehearsal = Awaited<ReturnType<typeof rehearse>>;
let stage: Rehearsal | undefined;
afterEach(async () => {
  await stage?.close();
  stage = undefined;
});

/** A platform that keeps whole answers; the first reply may get lost on its way back. */
function keeping({ loses = false } = {}) {
  const got: { answer: Answer; key: string }[] = [];
  const connection: Connection = {
    async send(_, answer, key) {
      got.push({ answer, key });
      if (loses) throw new Error("no reply");
      return { channel: "#a", message: "1" };
    },
    find: async (_, key) => (got.some((one) => one.key === key) ? { channel: "#a", message: "1" } : null),
    async stop() {},
  };
  return { got, connection };
}

test.each([false, true])(
  "a number that came unasked can be doubted, also where the reply was lost: %s",
  async (loses) => {
    const { got, connection } = keeping({ loses });
    const jobs = { digest: aJob(() => [saying("Revenue 12")]) };
    stage = await rehearse({ jobs, connections: { chat: connection } });
    await stage.plan("digest", ["chat:#a"]);
    const scheduler = stage.scheduler();
    await scheduler.tick();
    stage.pass(1);
    await scheduler.tick();
    stage.pass(2);
    await scheduler.tick();

    const [sent] = got;
    const button = sent?.answer.buttons.find(({ value }) => value.startsWith("/wrong"));
    expect(button?.value).toBe(`/wrong ${sent?.answer.id}`);
    const asked = fromAdministrator(button?.value ?? "", { platform: "chat", userId: "#a" });
    const { answer } = await stage.parley.dispatch(asked);
    expect(answer.error).toBeUndefined();
    expect(answer.result).toEqual({
      answer: sent?.answer.id,
      command: "npm run job -- digest --dry-run --at 2026-11-23T01:00:00.000Z",
    });
  },
);

test("what an alert said is said again with its rule", async () => {
  const { got, connection } = keeping();
  const options = z.object({ rule: z.string() });
  const alert = aJob((input) => [saying((input.options as { rule: string }).rule)], { options });
  stage = await rehearse({ jobs: { alert }, connections: { chat: connection } });
  const { state } = stage.parley.parts;
  await stage.plan("alert", ["chat:#a"]);
  const rule = "revenue below 1m product=Anna's";
  await state.run("UPDATE schedules SET options = $1", [JSON.stringify({ rule })]);
  const scheduler = stage.scheduler();
  await scheduler.tick();
  stage.pass(1);
  await scheduler.tick();
  expect(got[0]?.answer.headline).toBe(rule);
  const asked = fromAdministrator(`/wrong ${got[0]?.answer.id}`, { platform: "chat", userId: "#a" });
  const { answer } = await stage.parley.dispatch(asked);
  const word = String.raw`'rule=revenue below 1m product=Anna'\''s'`;
  expect(answer.result.command).toBe(`npm run job -- alert --dry-run --option ${word} --at 2026-11-23T01:00:00.000Z`);
});
