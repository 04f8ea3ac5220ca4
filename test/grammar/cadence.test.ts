import { describe, expect, it } from "vitest";
import { instants } from "#delivery/instants.ts";
import { readCadence } from "#grammar/cadence.ts";

describe("how often and when", () => {
  it.each([
    ["weekly Mon 9:00 /sales last week", "0 9 * * 1", "/sales last week"],
    ["weekly /sales", "0 9 * * 1", "/sales"],
    ["every Friday at 5pm /kpi", "0 17 * * 5", "/kpi"],
    ["on Thursdays 8.30 /kpi", "30 8 * * 4", "/kpi"],
    ["daily 08:15 /sales yesterday", "15 8 * * *", "/sales yesterday"],
    ["every weekday at 7:45am /actions", "45 7 * * 1-5", "/actions"],
    ["monthly on the 3rd 10:00 /kpi last month", "0 10 3 * *", "/kpi last month"],
    ["monthly 10:00 /kpi", "0 10 1 * *", "/kpi"],
    ["monthly on the last day 18:00 /collections", "0 18 L * *", "/collections"],
    ["daily 12am /kpi", "0 0 * * *", "/kpi"],
    ["weekly Mon 9:00: how are sales?", "0 9 * * 1", "how are sales?"],
    ["每周一 9:00 /销售额 上周 按地区", "0 9 * * 1", "/销售额 上周 按地区"],
    ["每周五下午5点半 销售额", "30 17 * * 5", "销售额"],
    ["每星期天晚上八点 /指标", "0 20 * * 0", "/指标"],
    ["每天早上8点15分 /销售额 昨天", "15 8 * * *", "/销售额 昨天"],
    ["每个工作日 9：30 /行动", "30 9 * * 1-5", "/行动"],
    ["工作日每天十点 /行动", "0 10 * * 1-5", "/行动"],
    ["每月3号10点 /指标 上月", "0 10 3 * *", "/指标 上月"],
    ["每月最后一天 18:00 /回款", "0 18 L * *", "/回款"],
    ["每月 /指标", "0 9 1 * *", "/指标"],
  ])("%s", (text, cron, rest) => {
    expect(readCadence(text)).toEqual({ cron, rest });
    expect(instants(cron, "Asia/Shanghai", new Date("2026-11-22T00:00:00Z"), 1)).toHaveLength(1);
  });

  it.each(["/sales last week", "sometimes /sales", "", "weekly Mon 25:00 /sales", "每天 9:75 /销售额"])(
    "is not said by %j",
    (text) => {
      expect(readCadence(text)).toBeNull();
    },
  );
});
