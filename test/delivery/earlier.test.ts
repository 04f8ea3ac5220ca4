import { afterAll, beforeAll, expect, test } from "vitest";
import { administrator } from "#access/asker.ts";
import { type Reader, say } from "#delivery/edition.ts";
import type { Figure } from "#job.ts";
import type { Parley } from "#parley.ts";
import { demoNow, demoParley } from "../demo-company.ts";

const planned = new Date("2026-11-16T01:00:00Z");
const target = "playground:administrator";
const reader: Reader = {
  ...{ asker: administrator, user: { platform: "playground", userId: "administrator" }, locale: "en", target },
};

let parley: Parley;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ parley, close } = await demoParley());
}, 120_000);
afterAll(() => close());

const job = (name: string) => {
  const found = parley.units.jobs.get(name);
  if (found === undefined) throw new Error(`there is no job ${name}`);
  return found;
};

async function sent(name: string, at: Date, figures: readonly Figure[], about = ""): Promise<void> {
  const { state } = parley.parts;
  const id = `${name}/${at.toISOString()}`;
  await state.run(
    `INSERT INTO schedules (id, job, options, cron, targets, enabled, planned_until, at)
     VALUES ($1, $1, '{}', '0 9 * * 1', '[]', TRUE, $2, $2) ON CONFLICT (id) DO NOTHING`,
    [name, at],
  );
  await state.run(
    "INSERT INTO occurrences (id, schedule, planned_at, zone, state, told, at) VALUES ($1, $2, $3, 'UTC', 'done', TRUE, $3)",
    [...[id, name, at]],
  );
  await state.run(
    `INSERT INTO deliveries (id, occurrence, job, target, about, state, attempts, next_at, figures, at)
     VALUES ($1, $1, $2, $3, $4, 'sent', 1, $5, $6, $5)`,
    [id, name, target, about, at, JSON.stringify(figures)],
  );
}

test("a digest that late data overtook is corrected once, from what was sent, by what it states now", async () => {
  const digest = job("weekly-digest");
  const [said] = await say(digest, {}, planned, reader, parley.parts);
  const figures = said?.figures ?? [];
  const orders = figures.find(({ key }) => key === "orders");
  if (orders === undefined) throw new Error("the digest states no orders");
  const fewer = { ...orders, value: orders.value - 3, text: String(orders.value - 3) };
  await sent("weekly-digest", planned, [fewer, ...figures.filter((figure) => figure !== orders)]);

  const correction = job("digest-correction");
  const [corrected, ...others] = await say(correction, {}, demoNow, reader, parley.parts);
  expect(others).toEqual([]);
  expect(corrected?.about).toBe(`weekly-digest/${planned.toISOString()}`);
  expect(corrected?.reply.headline).toBe(
    `Correction to the Weekly digest of 16 Nov 2026: Orders was ${fewer.text}, it is ${orders.text}`,
  );
  expect(corrected?.figures).toContainEqual(orders);

  const elsewhere = { ...reader, target: "playground:U002" };
  expect(await say(correction, {}, demoNow, elsewhere, parley.parts)).toEqual([]);

  await sent("digest-correction", new Date("2026-11-20T01:30:00Z"), corrected?.figures ?? [], corrected?.about);
  expect(await say(correction, {}, demoNow, reader, parley.parts)).toEqual([]);
}, 120_000);
