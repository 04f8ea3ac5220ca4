import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { openApi, post } from "../../../src/connectors/fxiaoke/api.ts";
import { config } from "../../../src/connectors/fxiaoke/config.ts";
import { query } from "../../../src/connectors/fxiaoke/query.ts";
import { answering } from "../stub/behaviours.ts";
import { credentials, type FxiaokeStub, openFxiaoke, trouble } from "./stub.ts";

const objectList = "/cgi/crm/v2/object/list";
const keptNowhere = { get: async () => null, set: async () => {} };

describe("an allowance", () => {
  let stub: FxiaokeStub;
  beforeEach(async () => {
    stub = await openFxiaoke();
  });
  afterEach(() => stub.close());

  /** An API in the stub's own time: waiting moves its clock on. */
  const timed = (more: Record<string, string>) => {
    const { now, pass } = stub.records;
    const timing = { now, random: () => 0, sleep: async (ms: number) => pass(ms) };
    return openApi(config.parse({ ...credentials, FXIAOKE_URL: stub.url, ...more }), keptNowhere, timing);
  };

  test("calls no interface more than so often within any 20 seconds, and gives each call an id", async () => {
    const at: number[] = [];
    stub.use(answering(trouble(14001, "接口调用超过限制"), { times: 2, after: 5 }));
    stub.use((request, answer) => {
      if (request.path === objectList) at.push(stub.records.now());
      return answer();
    });
    const api = timed({ FXIAOKE_CALLS_PER_20_SECONDS: "20" });
    for (let call = 0; call < 60; call++) await post(api, objectList, {});
    const busiest = Math.max(...at.map((from) => at.filter((time) => time >= from && time < from + 20_000).length));
    expect(busiest).toBeGreaterThan(15);
    expect(busiest).toBeLessThanOrEqual(20);
    expect(new Set(stub.requests.map(({ query }) => query.get("thirdTraceId"))).size).toBe(stub.requests.length);
  });

  test("signs in no more than ten times a minute, and anew when two hours are over", async () => {
    const api = timed({});
    for (let call = 0; call < 25; call++) {
      stub.endSession();
      await post(api, objectList, {});
    }
    const logins = () => stub.requests.filter(({ path }) => path === "/oauth2.0/token").length;
    expect(logins()).toBe(25);
    const before = stub.requests.length;
    stub.records.pass(2 * 3_600_000);
    await post(api, objectList, {});
    expect(stub.requests.slice(before).map(({ path }) => path)).toEqual(["/oauth2.0/token", objectList]);
  });

  test("leaves the day's calls to others when its own are spent", async () => {
    const api = timed({ FXIAOKE_CALLS_PER_DAY: "3" });
    for (let call = 0; call < 3; call++) await query(api, "CasesObj");
    await expect(query(api, "CasesObj")).rejects.toMatchObject({ kind: "quota" });
  });
});

test("settings say what is expected", () => {
  const problem = (more: object): string | undefined =>
    config.safeParse({ ...credentials, ...more }).error?.issues[0]?.message;
  expect(problem({})).toBeUndefined();
  expect(problem({ FXIAOKE_USER: "张三" })).toContain("employee id");
  expect(problem({ FXIAOKE_URL: "http://open.fxiaoke.com" })).toContain("https");
  expect(problem({ FXIAOKE_WITHOUT: "tickets,horses" })).toContain("expected tables");
  expect(problem({ FXIAOKE_CALLS_PER_DAY: "many" })).toContain("a number of calls");
});
