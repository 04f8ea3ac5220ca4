import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Parley } from "#parley.ts";
import { demoParley } from "../demo-company.ts";
import { halves, readUtterances, shares } from "./labelled.ts";

const all = readUtterances();
const { tune, held } = halves();

// Hundreds of sentences, each understood twice, on a machine that does much else.
vi.setConfig({ testTimeout: 120_000 });

let parley: Parley;
let close: () => Promise<void>;

beforeAll(async () => {
  ({ parley, close } = await demoParley());
});

afterAll(() => close());

describe("what people say", () => {
  test("is a large set in both languages, no utterance of it twice", () => {
    expect(all.length).toBeGreaterThanOrEqual(400);
    const keys = all.map(({ text, previous, as }) => JSON.stringify([text, previous, as]));
    expect(new Set(keys).size).toBe(all.length);
    const chinese = all.filter(({ text }) => /\p{Script=Han}/u.test(text)).length / all.length;
    expect(chinese).toBeGreaterThan(0.35);
    expect(chinese).toBeLessThan(0.65);
  });
  test("is understood in the half that the grammar was made with", async () => {
    const { right, wrong } = await shares(tune, "tune", parley);
    expect(right).toBeGreaterThanOrEqual(0.95);
    expect(wrong).toBeLessThanOrEqual(0.02);
  });
  test("is understood as well in the half that nobody looked at", async () => {
    const { right, wrong } = await shares(held, "held", parley);
    expect(right).toBeGreaterThanOrEqual(0.92);
    expect(wrong).toBeLessThanOrEqual(0.02);
  });
});
