import { createHost } from "#host.ts";
import type { Host } from "#platform.ts";
import { ways } from "../platforms/ways.ts";
import { type Figure, quantile } from "./figures.ts";
import { unfiltered } from "./questions.ts";
import { ask, openRig } from "./rig.ts";

const people = 50;
const rounds = 2;
const longestMs = 150_000;

/** Marks every answer with its asker, by which it is found where it was posted; errors are kept in `failed`. */
function marked(host: Host, failed: string[]): Host {
  return {
    ...host,
    async ask(incoming, progress) {
      const answer = await host.ask(incoming, progress);
      if (answer?.error) failed.push(`${incoming.text}: ${answer.headline}`);
      return answer && { ...answer, footnotes: [...(answer.footnotes ?? []), `(for ${incoming.user.id}!)`] };
    },
  };
}

/**
 * Fifty people ask at once, each in their direct message, on every platform before its emulated servers: how soon each
 * question is acknowledged, and how soon its answer is there to be read. Servers and adapter share the process.
 */
export async function crowd(): Promise<Figure[]> {
  // What is measured is how long it takes, also on a machine that takes long.
  const { parley, close } = await openRig({ ANSWER_TIMEOUT_S: "120" });
  const figures: Figure[] = [];
  try {
    await parley.bringUpToDate();
    for (const question of unfiltered) await ask(parley, question);
    for (const { title, name, rig } of ways) {
      const acknowledged: number[] = [];
      const answered: number[] = [];
      const failed: string[] = [];
      for (let round = 0; round < rounds; round++) {
        const connected = await rig(marked(createHost(name, parley), failed), people);
        const from = performance.now();
        const open = new Set(connected.users);
        await Promise.all(
          connected.users.map(async (user, at) => {
            const text = unfiltered[(at + round) % unfiltered.length] ?? "/rfm";
            await connected.say({ eventId: `crowd-${round}-${at}`, user, place: "direct", text });
            acknowledged.push(connected.acknowledgedIn());
          }),
        );
        while (open.size > 0) {
          if (performance.now() - from > longestMs) throw new Error(`${title}: ${open.size} answers never came`);
          const text = (await connected.seen()).map((seen) => seen.text).join("\n");
          for (const user of open) {
            if (!text.includes(`(for ${user}!)`)) continue;
            open.delete(user);
            answered.push((performance.now() - from) / 1000);
          }
          await new Promise((resolve) => setTimeout(resolve, 200));
        }
        await connected.close();
        if (failed.length > 0) throw new Error(failed.join("\n"));
      }
      const what = `${title}: ${people} at once`;
      figures.push(
        { what: `${what}, acknowledgement p50`, value: quantile(acknowledged, 0.5), unit: "ms", limit: null },
        { what: `${what}, acknowledgement p99`, value: quantile(acknowledged, 0.99), unit: "ms", limit: 500 },
        { what: `${what}, answer p95`, value: quantile(answered, 0.95), unit: "s", limit: null },
      );
    }
    return figures;
  } finally {
    await close();
  }
}
