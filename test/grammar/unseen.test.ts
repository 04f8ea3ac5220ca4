import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Parley } from "#parley.ts";
import { demoParley } from "../demo-company.ts";
import { shares, type Utterance } from "./labelled.ts";

/**
 * Sentences by a writer who did not know the grammar. **Whoever works on the grammar does not read them**: they say how
 * strangers are understood, as long as nothing was learned from them. Once they are read they move to `strangers/`, and others
 * are written.
 */
const set = JSON.parse(
  readFileSync(new URL("./unseen/third-stranger.json", import.meta.url), "utf8"),
) as readonly Utterance[];

vi.setConfig({ testTimeout: 120_000 });

let parley: Parley;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ parley, close } = await demoParley());
});
afterAll(() => close());

test("a stranger is understood more often than not, and seldom misunderstood", async () => {
  const { right, wrong } = await shares(set, "unseen", parley);
  expect(right).toBeGreaterThanOrEqual(0.7);
  expect(wrong).toBeLessThanOrEqual(0.06);
});
