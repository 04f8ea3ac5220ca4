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

const later = (waitMs: number) => () => {
  throw new SendError("chat", "too many", { fate: "later", waitMs });
};

describe("a delivery of which something is gone", () => {
  it("composes anew what is kept no more when it is to be sent", async () => {
    const { connection, got } = memory([later(60_000)]);
    let n = 0;
    const jobs = { digest: aJob(() => [saying(`Nº ${++n}`)]) };
    const stage = await begin({ jobs, connections: { chat: connection } });
    await stage.plan("digest", ["chat:#a"], "0 1 * * *");
    const scheduler = stage.scheduler();
    stage.pass(1);
    await scheduler.tick();
    await stage.parley.parts.state.run("DELETE FROM outbox");
    for (let minute = 0; minute < 3; minute++) {
      stage.pass(2);
      await scheduler.tick();
    }
    expect(got.map(({ headline }) => headline)).toEqual(["Nº 2"]);
    expect((await stage.ledger()).deliveries).toMatchObject([{ state: "sent", error: null }]);
  });

  it("survives a state that is gone while it composes: the round fails, nothing else does", async () => {
    const { connection, got } = memory();
    const stage = await begin({ jobs: { digest: aJob(() => [saying("Up")]) }, connections: { chat: connection } });
    await stage.plan("digest", ["chat:#a"], "0 1 * * *");
    let gone = false;
    const jobs = new Map([
      [
        "digest",
        aJob(() => {
          gone = true;
          return [saying("Up")];
        }),
      ],
    ]);
    const now = async (): Promise<Date> => {
      if (gone) throw new Error("the database is gone");
      return stage.time.now;
    };
    const unhandled: unknown[] = [];
    const listen = (error: unknown): void => void unhandled.push(error);
    process.on("unhandledRejection", listen);
    stage.pass(1);
    await stage.scheduler({ jobs, now }).tick();
    await new Promise((resolve) => setImmediate(resolve));
    process.off("unhandledRejection", listen);
    expect(unhandled).toEqual([]);
    gone = false;
    stage.pass(3);
    await stage.scheduler().tick();
    expect(got).toHaveLength(1);
  });
});
