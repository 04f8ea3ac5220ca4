import { expect } from "vitest";
import { abandoned, claim, nextDue, renew, settle } from "#delivery/deliveries.ts";
import { address, endOccurrences, plannedOccurrences } from "#delivery/occurrences.ts";
import { dropAnswer, keepAnswer, keptAnswer } from "#delivery/outbox.ts";
import { takeSlot } from "#delivery/ping-slots.ts";
import { plan } from "#delivery/plan.ts";
import { allSchedules, enableSchedule, keepSchedule, removeSchedule, scheduleById } from "#delivery/schedules.ts";
import { createSends } from "#delivery/sends.ts";
import type { State } from "#store.ts";
import { answerOf } from "../../platforms/scripted-answers.ts";
import type { StateCases } from "../state-cases.ts";

const monday = new Date("2026-11-16T00:00:00Z");
const at = (hour: number, minute = 0) => new Date(Date.UTC(2026, 10, 16, hour, minute));
const hourly = {
  ...{ id: "s1", job: "weekly-digest", options: { 期: [1] }, ask: null, cron: "0 * * * *", zone: "UTC" },
  ...{ targets: ["slack:#sales"], locale: "zh" as const, owner: "slack:U1", crmOwner: null, enabled: true },
};
const parts = (state: State) => ({ state, zones: ["UTC"], graceMs: () => 6 * 3_600_000 });
const how = { most: 10, pings: ["churn-alert"] };

/** An occurrence at one o'clock that goes to each of the targets. */
async function addressed(state: State, ...targets: string[]): Promise<void> {
  await keepSchedule(state, hourly, monday);
  await plan(parts(state), at(1, 30));
  const [occurrence] = await plannedOccurrences(state);
  const addressees = targets.map((target) => ({ target, owner: target.startsWith("slack:U") ? "o1" : null }));
  if (occurrence) await address(state, occurrence, "weekly-digest", addressees, at(1, 30));
}

/** All deliveries ready to be sent. */
const ready = (state: State) => state.run("UPDATE deliveries SET state = 'ready', holder = NULL, lease_until = NULL");
const states = async (state: State, table = "deliveries") =>
  (await state.rows<{ state: string }>(`SELECT state FROM ${table} ORDER BY id`)).map((row) => row.state);

export default {
  "schedules are kept, changed, stopped and taken out": async (state) => {
    await keepSchedule(state, hourly, monday);
    expect(await allSchedules(state)).toEqual([{ ...hourly, plannedUntil: monday }]);
    await keepSchedule(state, { ...hourly, targets: ["wecom:#销售"], enabled: false }, at(5));
    await enableSchedule(state, "s1", false, at(6));
    await enableSchedule(state, "s1", true, at(7));
    expect(await scheduleById(state, "s1")).toEqual({ ...hourly, targets: ["wecom:#销售"], plannedUntil: at(7) });
    await removeSchedule(state, "s1");
    expect(await scheduleById(state, "s1")).toBeNull();
  },

  "occurrences are planned and addressed once, whoever plans at the same time": async (state) => {
    await keepSchedule(state, hourly, monday);
    await Promise.all([plan(parts(state), at(3, 5)), plan(parts(state), at(3, 5)), plan(parts(state), at(3, 6))]);
    expect(await states(state, "occurrences")).toEqual(["missed", "missed", "planned"]);
    const [occurrence] = await plannedOccurrences(state);
    expect(occurrence).toMatchObject({ schedule: "s1", plannedAt: at(3), zone: "UTC" });
    const to = [{ target: "slack:#sales", owner: null }];
    await Promise.all([1, 2, 3].map(() => address(state, occurrence!, "weekly-digest", to, at(3, 7))));
    expect(await states(state)).toEqual(["pending"]);
    expect(await plannedOccurrences(state)).toEqual([]);
    expect(await nextDue(state)).toEqual(at(3, 7));
  },

  "a delivery is claimed by one, renewed by them alone, looked for when they are gone": async (state) => {
    await addressed(state, "slack:#a", "slack:#b", "slack:#c");
    await ready(state);
    const claimed = (await Promise.all(["x", "y", "z"].map((who) => claim(state, "ready", who, at(2), how)))).flat();
    expect(claimed.map(({ target }) => target).sort()).toEqual(["slack:#a", "slack:#b", "slack:#c"]);
    expect(claimed[0]).toMatchObject({ attempts: 1, plannedAt: at(1), begunAt: at(2), owner: null, atStake: null });
    const [held] = await state.rows<{ id: string; holder: string }>("SELECT id, holder FROM deliveries ORDER BY id");
    expect(await renew(state, held!.id, held!.holder, at(2, 1))).toBe(true);
    expect(await renew(state, held!.id, "stranger", at(2, 1))).toBe(false);
    await abandoned(state, new Date(at(2, 2).getTime() + 30_000));
    expect(await states(state)).toEqual(["sending", "looking", "looking"]);
    expect(await claim(state, "looking", "w", at(2, 3), how)).toHaveLength(2);
  },

  "how deliveries ended is written down, and what their occurrence came to": async (state) => {
    await addressed(state, "slack:#a", "slack:#b", "slack:U3");
    await ready(state);
    const [a, b, c] = await claim(state, "ready", "x", at(2), how);
    const ref = { channel: "C1", message: "1.2" };
    expect(await settle(state, a!.id, "x", { state: "sent", ref }, at(2, 1))).toBe(true);
    expect(await settle(state, a!.id, "x", { state: "sent", ref }, at(2, 2))).toBe(false);
    expect(await settle(state, b!.id, "stranger", { state: "failed", error: "no" }, at(2, 1))).toBe(false);
    expect(await settle(state, b!.id, "x", { state: "failed", error: "gone" }, at(2, 1))).toBe(true);
    const later = { state: "ready" as const, error: "busy", nextAt: at(2, 9) };
    expect(await settle(state, c!.id, "x", later, at(2, 1))).toBe(true);
    await endOccurrences(state, at(2, 3));
    expect(await states(state, "occurrences")).toEqual(["open"]);
    const [again] = await claim(state, "ready", "x", at(2, 9), how);
    await settle(state, again!.id, "x", { state: "unknown", error: null }, at(2, 10));
    await endOccurrences(state, at(2, 11));
    expect(await states(state, "occurrences")).toEqual(["failed"]);
    const sends = createSends(() => ({ parts: { state }, now: async () => at(3) }) as never);
    const shown = await sends.sends({ most: 10, since: at(2), troubled: true });
    expect(shown.map(({ target, state: how, error }) => [target, how, error])).toEqual([
      ["slack:U3", "unknown", null],
      ["slack:#b", "failed", "gone"],
    ]);
    expect(await sends.sendAgain(shown[1]!.id)).toMatchObject({ state: "pending" });
    expect(await states(state, "occurrences")).toEqual(["open"]);
  },

  "an answer waits as it was computed, picture and all": async (state) => {
    const image = { png: new Uint8Array([0, 255, 128]), alt: "图", width: 1, height: 1 };
    const answer = answerOf("digest", { image }, "zh");
    await keepAnswer(state, "d1", answer);
    await keepAnswer(state, "d1", answer);
    expect(await keptAnswer(state, "d1")).toEqual(answer);
    await dropAnswer(state, "d1");
    expect(await keptAnswer(state, "d1")).toBeNull();
  },

  "a day has so many pings, whoever takes them": async (state) => {
    const take = (delivery: string) => takeSlot(state, "slack:U1", "2026-11-16", 2, delivery);
    const taken = await Promise.all(["a", "b", "c", "d"].map(take));
    expect(taken.filter(Boolean)).toHaveLength(2);
    expect(await Promise.all(["a", "b", "c", "d"].map(take))).toEqual(taken);
    expect(await takeSlot(state, "slack:U1", "2026-11-17", 2, "e")).toBe(true);
  },
} satisfies StateCases;
