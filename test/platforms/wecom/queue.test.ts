import { describe, expect, it } from "vitest";
import { messagesEach } from "../../../src/platforms/wecom/limits.ts";
import { createQueue } from "../../../src/platforms/wecom/queue.ts";

/** A clock that jumps over every wait. */
function quickClock() {
  let now = 0;
  return {
    now: () => now,
    wait: async (ms: number) => {
      now += ms;
    },
  };
}

describe("a queue", () => {
  it("never lets more out than WeCom delivers, in any minute and any hour", async () => {
    const clock = quickClock();
    const queue = createQueue(messagesEach, clock);
    const times: number[] = [];
    const refused: unknown[] = [];
    for (let at = 0; at < 1_200; at++) {
      await queue
        .run("lin", async (turn) => {
          await turn();
          times.push(clock.now());
        })
        .catch((error: unknown) => refused.push(error));
    }
    const most = (withinMs: number): number =>
      Math.max(...times.map((start) => times.filter((at) => at >= start && at < start + withinMs).length));
    expect(most(60_000)).toBe(30);
    expect(most(3_600_000)).toBe(1_000);
    // What would wait longer than a minute and a half is refused, so that it is known to be unsent.
    expect(times).toHaveLength(1_000);
    expect(refused).toHaveLength(200);
    expect(refused[0]).toMatchObject({ retryable: true, hint: expect.stringMatching(/in \d+ minutes/) });
  });

  it("gives no turn to what is late, which rejects at once, and keeps those behind it in line", async () => {
    const queue = createQueue(messagesEach, quickClock());
    const said: string[] = [];
    let finish = (): void => {};
    const first = queue.run("lin", async (turn) => {
      await turn();
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      said.push("first");
    });
    const until = new AbortController();
    const late = queue.run("lin", async () => void said.push("late"), until.signal);
    const behind = queue.run("lin", async () => void said.push("behind"));
    until.abort();
    await expect(late).rejects.toMatchObject({ name: "SendError", fate: "later" });
    expect(said).toEqual([]);
    finish();
    await Promise.all([first, behind]);
    expect(said).toEqual(["first", "behind"]);
    const begun = new AbortController();
    const halfway = queue.run(
      "lin",
      async (turn) => {
        await turn();
        begun.abort();
        await turn();
      },
      begun.signal,
    );
    await expect(halfway).rejects.toMatchObject({ fate: "later" });
  });

  it("lets targets not wait for each other, and keeps the order of one", async () => {
    const queue = createQueue([{ count: 1, withinMs: 1_000 }], quickClock());
    const order: string[] = [];
    let open = (): void => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const slow = queue.run("a", async () => {
      await gate;
      order.push("a1");
    });
    const failing = queue.run("a", async () => Promise.reject(new Error("no")));
    const after = queue.run("a", async () => void order.push("a2"));
    await queue.run("b", async () => void order.push("b"));
    open();
    await expect(failing).rejects.toThrow("no");
    await Promise.all([slow, after]);
    await queue.idle();
    expect(order).toEqual(["b", "a1", "a2"]);
  });

  it("takes a turn at once only where there is one", () => {
    const queue = createQueue([{ count: 2, withinMs: 1_000 }], quickClock());
    expect([1, 2, 3].map(() => queue.take("lin"))).toEqual([true, true, false]);
    expect(queue.take("mei")).toBe(true);
  });
});
