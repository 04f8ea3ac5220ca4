import { readdirSync, readFileSync } from "node:fs";
import { comprehend } from "#answering/comprehend.ts";
import { administrator } from "../../src/access/asker.ts";
import { type Figure, quantile } from "./figures.ts";
import { openRig } from "./rig.ts";

const folder = new URL("../grammar/utterances/", import.meta.url);

/** Sentences as people say them, those that continue another left out. */
function sentences(): string[] {
  return readdirSync(folder)
    .flatMap((name) => JSON.parse(readFileSync(new URL(name, folder), "utf8")) as { text: string; previous?: string }[])
    .filter(({ previous }) => previous === undefined)
    .map(({ text }) => text);
}

/** How long it takes to understand a sentence on the demo company, once the first has been. */
export async function language(): Promise<Figure[]> {
  const { parley, close } = await openRig();
  try {
    await parley.bringUpToDate();
    const moment = { now: new Date(), deadline: AbortSignal.timeout(600_000) };
    const parts = { ...parley.parts, calendar: parley.parts.calendar };
    const understand = async (text: string): Promise<number> => {
      const locale = /\p{Script=Han}/u.test(text) ? "zh" : "en";
      const begun = performance.now();
      // What is refused has been read as well.
      await comprehend({ text, locale }, administrator, moment, parts).then(
        () => null,
        () => null,
      );
      return performance.now() - begun;
    };
    const first = await understand("how much did we sell last month");
    const times: number[] = [];
    for (const text of sentences()) times.push(await understand(text));
    return [
      { what: "language: first sentence", value: first, unit: "ms", limit: null },
      { what: "language: a sentence, median", value: quantile(times, 0.5), unit: "ms", limit: null },
      { what: "language: a sentence, p95", value: quantile(times, 0.95), unit: "ms", limit: 20 },
    ];
  } finally {
    await close();
  }
}
