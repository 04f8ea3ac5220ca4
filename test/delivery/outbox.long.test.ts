import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Answer } from "#answer.ts";
import { dropAnswer, keepAnswer, keptAnswer } from "#delivery/outbox.ts";
import { openState } from "#store/state.ts";
import type { State } from "#store.ts";

let folder: string;
let state: State;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "parley-outbox-"));
  state = await openState(join(folder, "state.duckdb"), { clock: () => new Date() });
});
afterAll(async () => {
  await state.close();
  await rm(folder, { recursive: true, force: true });
});

/** Nothing presses it together. */
const noise = randomBytes(1_000_000);

/** A megabyte, another for every name. */
const picture = (name: string): Uint8Array => new Uint8Array(Buffer.concat([Buffer.from(name), noise]));

const answerOf = (name: string): Answer =>
  ({ id: name, headline: name, image: { png: picture(name), alt: name }, files: [] }) as unknown as Answer;

test("more pictures wait than fit into the memory that an embedded state may take", { timeout: 120_000 }, async () => {
  const names = Array.from({ length: 130 }, (_, i) => `delivery ${i}`);
  for (const name of names) await keepAnswer(state, name, answerOf(name));
  for (const name of names.slice(0, 100)) await dropAnswer(state, name);
  for (const name of names.slice(100)) {
    const kept = await keptAnswer(state, name);
    expect(kept?.headline).toBe(name);
    expect(Buffer.compare(kept?.image?.png ?? new Uint8Array(), picture(name))).toBe(0);
  }
  expect(await keptAnswer(state, names[0] ?? "")).toBeNull();
});
