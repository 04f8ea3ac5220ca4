import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Parley } from "#parley.ts";
import { demoParley } from "../demo-company.ts";
import { shares, type Utterance } from "./labelled.ts";

/**
 * What twenty kinds of people would say, written before the grammar was tried on it, and divided by a fixed seed. Work
 * with `tune` alone; of `held` look at nothing but the totals.
 */
function half(name: string): Utterance[] {
  return JSON.parse(readFileSync(new URL(`./people/${name}.json`, import.meta.url), "utf8")) as Utterance[];
}

// Hundreds of sentences, each understood twice, on a machine that does much else.
vi.setConfig({ testTimeout: 120_000 });

let parley: Parley;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ parley, close } = await demoParley());
});

afterAll(() => close());

test("understands what people say in the half that it was worked on with", async () => {
  const { right, wrong } = await shares(half("tune"), "people, tune", parley);
  expect(right).toBeGreaterThanOrEqual(0.91);
  expect(wrong).toBeLessThanOrEqual(0.03);
});

test("understands what people say in the half that nobody looked at", async () => {
  const { right, wrong } = await shares(half("held"), "people, held", parley);
  expect(right).toBeGreaterThanOrEqual(0.86);
  expect(wrong).toBeLessThanOrEqual(0.055);
});
