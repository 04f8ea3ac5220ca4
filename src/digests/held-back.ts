import type { JobInput } from "#job.ts";
import type { Section, Source } from "./section.ts";

const shown = 3;
const week = 7 * 86_400_000;

/** Pings of the week that had no room in the reader's days, the most money first. Null where there were none. */
export async function heldBack(
  source: Pick<Source, "words" | "now"> & Pick<JobInput, "office">,
): Promise<Section | null> {
  const { words, now, office } = source;
  const held = (await office?.subscriptions.heldBack(new Date(now.getTime() - week))) ?? [];
  if (held.length === 0) return null;
  const entries = held.slice(0, shown).map(({ headline, atStake }) => ({
    ...{ label: headline, tone: "attention" as const },
    ...(atStake > 0 ? { text: words.money(atStake) } : {}),
  }));
  return {
    panels: [{ wide: true, title: words.say("held_back", { n: held.length }), shows: { kind: "list", entries } }],
  };
}
