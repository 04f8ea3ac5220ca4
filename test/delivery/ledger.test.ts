import { afterEach, describe, expect, it } from "vitest";
import { SendError } from "#errors.ts";
import { aJob, memory, rehearse, saying } from "./rehearsal.ts";

type Rehearsal = Awaited<ReturnType<typeof rehearse>>;
let open: Rehearsal | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});
async function begin(...about: Parameters<typeof rehearse>): Promise<Rehearsal> {
  open = await rehearse(...about);
  return open;
}

const refused = () => {
  throw new SendError("chat", "the channel is archived", { fate: "refused" });
};
const later = (waitMs?: number) => () => {
  throw new SendError("chat", "too many", { fate: "later", ...(waitMs === undefined ? {} : { waitMs }) });
};
const lostBefore = () => {
  throw new SendError("chat", "no reply", { fate: "lost" });
};
const lostAfter = (_: unknown, __: unknown, accept: () => void) => {
  accept();
  throw new SendError("chat", "no reply", { fate: "lost" });
};

describe("the ledger", () => {
  it("sends each occurrence to each place once, and keeps the platform's message id", async () => {
    const { connection, got } = memory();
    let n = 0;
    const jobs = { digest: aJob(({ now }) => [saying(`${++n} for ${now.toISOString()}`)]) };
    const stage = await begin({ jobs, connections: { chat: connection } });
    await stage.plan("digest", ["chat:#a", "chat:#b"]);
    const scheduler = stage.scheduler();
    await scheduler.tick();
    expect(got).toEqual([]);
    stage.pass(1);
    await Promise.all([scheduler.tick(), scheduler.tick()]);
    await scheduler.tick();
    expect(got.map(({ target }) => target)).toEqual(["#a", "#b"]);
    expect(got[0]?.headline).toBe("1 for 2026-11-23T01:00:00.000Z");
    expect(await stage.ledger()).toMatchObject({
      occurrences: [{ at: "01:00", state: "sent" }],
      deliveries: [
        { target: "chat:#a", state: "sent", error: null },
        { target: "chat:#b", state: "sent" },
      ],
    });
    const kept = await stage.parley.parts.state.rows("SELECT message FROM deliveries ORDER BY message");
    expect(kept).toEqual([{ message: "1" }, { message: "2" }]);
    expect(await stage.parley.parts.state.rows("SELECT delivery FROM outbox")).toEqual([]);
  });

  it("is shared by two schedulers that tick at the same time: once all the same", async () => {
    const { connection, got } = memory();
    const stage = await begin({ jobs: { digest: aJob(() => [saying("Up")]) }, connections: { chat: connection } });
    await stage.plan("digest", ["chat:#a", "chat:#b", "chat:#c"]);
    const [one, other] = [stage.scheduler({ holder: "one" }), stage.scheduler({ holder: "other" })];
    stage.pass(1);
    await Promise.all([one.tick(), other.tick()]);
    await Promise.all([one.tick(), other.tick()]);
    expect(got.map(({ target }) => target).sort()).toEqual(["#a", "#b", "#c"]);
  });

  it("says that there was nothing to say", async () => {
    const stage = await begin({ jobs: { digest: aJob(() => []) }, connections: { chat: memory().connection } });
    await stage.plan("digest", ["chat:#a"]);
    stage.pass(1);
    await stage.scheduler().tick();
    expect(await stage.ledger()).toMatchObject({
      occurrences: [{ state: "nothing" }],
      deliveries: [{ state: "skipped", error: null }],
    });
  });

  it("fails what is refused at once, tells people once, and leaves other places alone", async () => {
    const [gone, fine] = [memory([refused]), memory()];
    const stage = await begin({
      jobs: { digest: aJob(() => [saying("Up")]) },
      connections: { chat: gone.connection, other: fine.connection },
    });
    await stage.plan("digest", ["chat:#a", "other:#a"]);
    const scheduler = stage.scheduler();
    stage.pass(1);
    await scheduler.tick();
    stage.pass(30);
    await scheduler.tick();
    expect(gone.got).toEqual([]);
    expect(fine.got).toHaveLength(1);
    expect(await stage.ledger()).toMatchObject({
      occurrences: [{ state: "failed" }],
      deliveries: [
        { target: "chat:#a", state: "failed", error: "[chat] the channel is archived" },
        { target: "other:#a", state: "sent" },
      ],
    });
    const audited = "SELECT user_id, action, outcome, code FROM audit WHERE action = 'send' ORDER BY outcome";
    expect(await stage.parley.parts.state.rows(audited)).toEqual([
      { user_id: "#a", action: "send", outcome: "answered", code: null },
      { user_id: "#a", action: "send", outcome: "failed", code: "failed" },
    ]);
    expect(stage.notices).toHaveLength(1);
    expect(stage.notices[0]?.headline.en).toBe("Job: 1 message was not sent (chat:#a: [chat] the channel is archived)");
    expect(stage.notices[0]?.headline.zh).toBe("任务：1 条未能发出（chat:#a：[chat] the channel is archived）");
  });

  it("waits as long as a platform asks, and sends then what was computed at first", async () => {
    const { connection, got } = memory([later(90_000)]);
    let n = 0;
    const stage = await begin({
      jobs: { digest: aJob(() => [saying(`Nº ${++n}`)]) },
      connections: { chat: connection },
    });
    await stage.plan("digest", ["chat:#a"]);
    const scheduler = stage.scheduler();
    stage.pass(1);
    await scheduler.tick();
    stage.pass(1);
    await scheduler.tick();
    expect(got).toEqual([]);
    stage.pass(1);
    await scheduler.tick();
    expect(got.map(({ headline }) => headline)).toEqual(["Nº 1"]);
  });

  it("gives up after a day of being put off", async () => {
    const { connection } = memory(Array.from({ length: 500 }, () => later()));
    const stage = await begin({ jobs: { digest: aJob(() => [saying("Up")]) }, connections: { chat: connection } });
    await stage.plan("digest", ["chat:#a"], "0 1 23 11 *");
    const scheduler = stage.scheduler();
    for (let hour = 0; hour < 27; hour++) {
      stage.pass(60);
      await scheduler.tick();
    }
    expect((await stage.ledger()).deliveries).toMatchObject([{ state: "failed", error: "[chat] too many" }]);
  });

  it("looks for a message whose reply was lost: found, it is sent; not there, it is sent again", async () => {
    const { connection, got } = memory([lostAfter, lostBefore]);
    const stage = await begin({ jobs: { digest: aJob(() => [saying("Up")]) }, connections: { chat: connection } });
    await stage.plan("digest", ["chat:#a", "chat:#b"]);
    const scheduler = stage.scheduler({ sendTimeoutMs: 1_000 });
    stage.pass(1);
    await scheduler.tick();
    expect((await stage.ledger()).deliveries.map(({ state }) => state)).toEqual(["looking", "looking"]);
    stage.pass(2);
    await scheduler.tick();
    stage.pass(2);
    await scheduler.tick();
    expect(got.map(({ target }) => target)).toEqual(["#a", "#b"]);
    expect((await stage.ledger()).deliveries.map(({ state }) => state)).toEqual(["sent", "sent"]);
  });

  it("never repeats what may have arrived where nobody can look: it is unknown, and people are told", async () => {
    const { connection, got } = memory([lostAfter], false);
    const stage = await begin({ jobs: { digest: aJob(() => [saying("Up")]) }, connections: { chat: connection } });
    await stage.plan("digest", ["chat:#a"], "0 1 * * *");
    const scheduler = stage.scheduler();
    for (let minute = 0; minute < 20; minute++) {
      stage.pass(1);
      await scheduler.tick();
    }
    expect(got).toHaveLength(1);
    expect(await stage.ledger()).toMatchObject({
      occurrences: [{ state: "unknown" }],
      deliveries: [{ state: "unknown" }],
    });
    expect(stage.notices.map(({ headline }) => headline.en)).toEqual([
      "Job: 1 may not have arrived (chat:#a: [chat] no reply)",
    ]);
  });

  it("catches up the newest missed occurrence within its grace, and says that the others were missed", async () => {
    const { connection, got } = memory();
    const stage = await begin({
      jobs: { digest: aJob(({ now }) => [saying(now.toISOString().slice(11, 16))]) },
      connections: { chat: connection },
    });
    await stage.plan("digest", ["chat:#a"]);
    stage.pass(180);
    await stage.scheduler().tick();
    expect(got.map(({ headline }) => headline)).toEqual(["03:00"]);
    expect((await stage.ledger()).occurrences).toEqual([
      { at: "01:00", state: "missed" },
      { at: "02:00", state: "missed" },
      { at: "03:00", state: "sent" },
    ]);
  });

  it("does not catch up what is no longer useful", async () => {
    const { connection, got } = memory();
    const jobs = { digest: aJob(() => [saying("Up")], { graceHours: 6 }) };
    const stage = await begin({ jobs, connections: { chat: connection } });
    await stage.plan("digest", ["chat:#a"], "0 1 * * *");
    stage.pass(7 * 60 + 1);
    await stage.scheduler().tick();
    expect(got).toEqual([]);
    expect((await stage.ledger()).occurrences).toEqual([{ at: "01:00", state: "missed" }]);
  });

  it("looks for what a scheduler was sending when it died, and composes anew what it was composing", async () => {
    const { connection, got } = memory();
    const stage = await begin({ jobs: { digest: aJob(() => [saying("Up")]) }, connections: { chat: connection } });
    await stage.plan("digest", ["chat:#a"]);
    stage.pass(1);
    const dying = stage.scheduler({
      holder: "dying",
      connections: new Map([["chat", { ...connection, send: () => new Promise(() => {}) }]]),
    });
    void dying.tick();
    await expect.poll(async () => (await stage.ledger()).deliveries[0]?.state).toBe("sending");
    const heir = stage.scheduler({ holder: "heir" });
    await heir.tick();
    expect(got).toEqual([]);
    stage.pass(3);
    await heir.tick();
    stage.pass(1);
    await heir.tick();
    expect(got).toHaveLength(1);
    expect((await stage.ledger()).deliveries).toMatchObject([{ state: "sent" }]);
  });

  it("tries again what cannot be computed, then says why it failed", async () => {
    let tries = 0;
    const jobs = {
      digest: aJob(() => {
        tries += 1;
        throw new Error("no such column");
      }),
    };
    const stage = await begin({ jobs, connections: { chat: memory().connection } });
    await stage.plan("digest", ["chat:#a"], "0 1 * * *");
    const scheduler = stage.scheduler();
    for (let minute = 0; minute < 40; minute++) {
      stage.pass(1);
      await scheduler.tick();
    }
    expect(tries).toBe(5);
    expect(await stage.ledger()).toMatchObject({
      occurrences: [{ state: "failed" }],
      deliveries: [{ state: "failed", error: "no such column" }],
    });
  });
});
