import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { demoParley } from "../demo-company.ts";
import { shares, type Utterance } from "./labelled.ts";

/** Sentences by writers who did not know the grammar. Read nothing but the totals while working on it. */
const unseen = JSON.parse(
  readFileSync(new URL("./unseen/fresh-eyes.json", import.meta.url), "utf8"),
) as readonly Utterance[];

test("does not get worse at sentences that nobody saw who worked on it", async () => {
  const { parley, close } = await demoParley();
  try {
    const { right, wrong } = await shares(unseen, "unseen", parley);
    expect(right).toBeGreaterThanOrEqual(0.59);
    expect(wrong).toBeLessThanOrEqual(0.08);
  } finally {
    await close();
  }
});
