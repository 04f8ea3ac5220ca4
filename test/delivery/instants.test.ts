import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { demandCron, instants } from "#delivery/instants.ts";

const iso = (dates: readonly Date[]): string[] => dates.map((date) => date.toISOString().slice(0, 16));
const from = (text: string): Date => new Date(`${text}Z`);

describe("planned instants", () => {
  it("are a zone's own wall clock, on both sides of a change of clocks", () => {
    expect(iso(instants("0 9 * * 1", "America/New_York", from("2026-10-24T00:00"), 3))).toEqual([
      "2026-10-26T13:00",
      "2026-11-02T14:00",
      "2026-11-09T14:00",
    ]);
    expect(iso(instants("0 9 * * 1", "Asia/Shanghai", from("2026-11-22T00:00"), 1))).toEqual(["2026-11-23T01:00"]);
  });

  it("run a skipped time when the clocks go on, once, and the next day as usual", () => {
    // Berlin, 29 March 2026: 02:00 becomes 03:00 at 01:00 UTC.
    expect(iso(instants("30 2 * * *", "Europe/Berlin", from("2026-03-28T03:00"), 2))).toEqual([
      "2026-03-29T01:00",
      "2026-03-30T00:30",
    ]);
    expect(iso(instants("15,45 2 * * *", "Europe/Berlin", from("2026-03-28T03:00"), 3))).toEqual([
      "2026-03-29T01:00",
      "2026-03-30T00:15",
      "2026-03-30T00:45",
    ]);
  });

  it("run a repeated hour once", () => {
    // New York, 1 November 2026: 01:00 to 02:00 comes twice, from 05:00 and from 06:00 UTC.
    expect(iso(instants("*/30 1 * * *", "America/New_York", from("2026-11-01T04:00"), 3))).toEqual([
      "2026-11-01T05:00",
      "2026-11-01T05:30",
      "2026-11-02T06:00",
    ]);
  });

  it("never come twice, never go back, and are the same however they are cut", () => {
    const zones = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Shanghai", "Australia/Lord_Howe", "Pacific/Apia"];
    const crons = ["0 9 * * 1", "*/20 * * * *", "30 2 * * *", "15 1,2,3 * * 0", "0 0 1 * *"];
    fc.assert(
      fc.property(
        fc.constantFrom(...zones),
        fc.constantFrom(...crons),
        fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) }),
        fc.integer({ min: 1, max: 19 }),
        (zone, cron, start, cut) => {
          const whole = instants(cron, zone, new Date(start), 20);
          const [first, rest] = [whole.slice(0, cut), instants(cron, zone, whole[cut - 1] as Date, 20 - cut)];
          expect([...first, ...rest]).toEqual(whole);
          for (const [index, at] of whole.entries()) {
            expect(at.getTime()).toBeGreaterThan(index === 0 ? start : (whole[index - 1] as Date).getTime());
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it("end where they are told to", () => {
    const until = from("2026-11-22T00:40");
    expect(iso(instants("*/20 * * * *", "UTC", from("2026-11-22T00:00"), 100, until))).toEqual([
      "2026-11-22T00:20",
      "2026-11-22T00:40",
    ]);
  });

  it.each(["every day", "0 9 * *", "0 9 * * 1 2026", "61 * * * *"])("refuse %s", (text) => {
    expect(() => demandCron(text)).toThrow("is not a cron expression");
  });
});
