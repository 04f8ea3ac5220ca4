import { afterEach, expect, it } from "vitest";
import { administrator } from "#access/asker.ts";
import { createSubscriptions } from "#delivery/subscriptions.ts";
import { SendError } from "#errors.ts";
import type { JobInput } from "#job.ts";
import { aJob, memory, rehearse, saying } from "./rehearsal.ts";

type Rehearsal = Awaited<ReturnType<typeof rehearse>>;
let stage: Rehearsal | undefined;
afterEach(() => stage?.close());

it("keeps a channel by its id, which outlives a rename, and refuses one that is not there", async () => {
  const resolve = async (target: string): Promise<string> => {
    if (target === "#sales") return "C0123";
    throw new SendError("chat", `there is no channel ${target}`, { fate: "refused" });
  };
  const chat = { ...memory().connection, resolve };
  stage = await rehearse({ jobs: { digest: aJob(() => [saying("Up")]) }, connections: { chat } });
  const room = stage.room();
  const at = (place: string) =>
    createSubscriptions(room, { platform: "chat", userId: "boss", place }, { ...administrator, owner: null });
  const wish = { job: "digest", cron: "0 9 * * 1", to: "channel" } as const;
  expect((await at("#sales/thread").create(wish)).targets).toEqual(["chat:C0123"]);
  expect((await at("#nowhere").create({ ...wish, to: "me" })).targets).toEqual(["chat:boss"]);
  await expect(at("#nowhere").create(wish)).rejects.toMatchObject({
    code: "no_such_channel",
    hint: "subscribe.no_such_channel_hint",
  });
  expect(await at("#sales").list()).toHaveLength(2);
});

it("shows what it will say in the currency in which it will be said: one's own, or in a channel the company's", async () => {
  const money = aJob(() => []);
  const jobs = { digest: { ...money, run: async (input: JobInput) => [saying(input.words.money(1_000_000))] } };
  stage = await rehearse({ jobs, connections: { chat: memory().connection } });
  const { parts, room } = stage.parley;
  const conversion = async (code: string | null) => (code === "USD" ? { code, rate: 0.1, on: "2026-11-22" } : null);
  const at = createSubscriptions(
    stage.room({
      parts: { ...parts, conversion },
      habits: (...who) => ({ ...room.habits(...who), currency: "USD" }),
    }),
    { platform: "chat", userId: "boss", place: "#sales" },
    administrator,
  );
  const shown = async (to: "me" | "channel") =>
    (await at.dryRun({ job: "digest", cron: "0 9 * * 1", to })).said.map(({ headline }) => headline);
  expect(await shown("me")).toEqual(["$100k"]);
  expect(await shown("channel")).toEqual(["¥1M"]);
});
