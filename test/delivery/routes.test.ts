import { describe, expect, it } from "vitest";
import { readRoutes } from "#delivery/routes.ts";
import { defineJob } from "#job.ts";

const job = (audience: "channel" | "manager" | "nobody", standing?: true) =>
  defineJob({
    ...{ title: { en: "Job", zh: "任务" }, summary: { en: "A job.", zh: "任务。" }, schedule: "0 9 * * 1", audience },
    ...(standing ? { standing } : {}),
    messages: { en: {}, zh: {} },
    run: async () => [],
  });
const jobs = new Map([
  ["weekly-digest", job("manager", true)],
  ["wall", job("channel")],
  ["crm-sync", job("nobody")],
]);
const upkeep = { job: "crm-sync", target: null };

describe("entries of DELIVER", () => {
  it("name a job and a place, a job for its audience, or all that stand by themselves", () => {
    expect(readRoutes([], jobs)).toEqual([upkeep]);
    expect(readRoutes(["weekly-digest@slack:#sales", "wall@wecom:#wall"], jobs)).toEqual([
      upkeep,
      { job: "weekly-digest", target: "slack:#sales" },
      { job: "wall", target: "wecom:#wall" },
    ]);
    expect(readRoutes(["standing", "weekly-digest"], jobs)).toEqual([upkeep, { job: "weekly-digest", target: null }]);
  });

  it.each([
    ["Weekly", "not of the form"],
    ["daily@slack:#sales", "there is no job daily"],
    ["wall", "wall is for channels"],
  ])("%s is refused: %s", (entry, said) => {
    expect(() => readRoutes([entry], jobs)).toThrow(said);
  });
});
