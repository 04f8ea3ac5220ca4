import { describe, expect, it } from "vitest";
import { isWorkingDay, nextWorkingMoment, workingDaysBetween, workingDaysOf } from "#delivery/working-time.ts";

const none = { off: [], worked: [] };
const quiet = { from: "20:00", to: "08:30" };

describe("working days", () => {
  // State Council notice on holidays of 2026: National Day 1–7 October, worked 20 September and 10 October.
  const china = workingDaysOf("Asia/Shanghai", none);

  it("are China's, make-up days included, where people live there", () => {
    expect(isWorkingDay("2026-10-01", china)).toBe(false);
    expect(isWorkingDay("2026-10-10", china)).toBe(true);
    expect(isWorkingDay("2026-10-11", china)).toBe(false);
    expect(isWorkingDay("2026-10-12", china)).toBe(true);
    expect(isWorkingDay("2026-10-01", workingDaysOf("Europe/London", none))).toBe(true);
  });

  it("say up to when they are known, and take a company's own", () => {
    expect(china.knownUntil).toBe("2026-12-31");
    const own = workingDaysOf("Asia/Shanghai", { off: ["2027-02-08"], worked: ["2027-02-14"] });
    expect(own.knownUntil).toBe("2027-12-31");
    expect(isWorkingDay("2027-02-08", own)).toBe(false);
    expect(isWorkingDay("2027-02-14", own)).toBe(true);
  });

  it("are counted over a holiday", () => {
    expect(workingDaysBetween("2026-09-30", "2026-10-10", china)).toBe(3);
    expect(workingDaysBetween("2026-11-20", "2026-11-23", china)).toBe(1);
    expect(workingDaysBetween("2026-11-23", "2026-11-20", china)).toBe(0);
  });
});

describe("the next moment to interrupt somebody", () => {
  const at = (text: string, zone: string, hours: typeof quiet | null = quiet) =>
    nextWorkingMoment(new Date(text), { zone, quiet: hours, days: workingDaysOf(zone, none) }).toISOString();

  it("is now within working hours, else the morning of the next working day", () => {
    expect(at("2026-11-23T02:00:00Z", "Asia/Shanghai")).toBe("2026-11-23T02:00:00.000Z");
    expect(at("2026-11-23T13:00:00Z", "Asia/Shanghai")).toBe("2026-11-24T00:30:00.000Z");
    expect(at("2026-11-23T22:00:00Z", "Asia/Shanghai")).toBe("2026-11-24T00:30:00.000Z");
    expect(at("2026-11-20T13:00:00Z", "Asia/Shanghai")).toBe("2026-11-23T00:30:00.000Z");
    expect(at("2026-10-01T02:00:00Z", "Asia/Shanghai")).toBe("2026-10-08T00:30:00.000Z");
  });

  it("begins at midnight where no hours are quiet", () => {
    expect(at("2026-11-21T05:00:00Z", "UTC", null)).toBe("2026-11-23T00:00:00.000Z");
  });

  it("knows quiet hours within one day", () => {
    expect(at("2026-11-23T12:30:00Z", "UTC", { from: "12:00", to: "13:00" })).toBe("2026-11-23T13:00:00.000Z");
    expect(at("2026-11-23T13:00:00Z", "UTC", { from: "12:00", to: "13:00" })).toBe("2026-11-23T13:00:00.000Z");
  });
});
