import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { answering, tooMany } from "../stub/behaviours.ts";
import type { StubAnswer } from "../stub/server.ts";
import { openPair } from "./opening.ts";
import { fault } from "./stub.ts";

let pair: Awaited<ReturnType<typeof openPair>>;
beforeEach(async () => {
  pair = await openPair();
});
afterEach(() => pair.close());

describe("what the server may say", () => {
  const page = ({ body }: { body: unknown }) => JSON.stringify(body).includes('"BD_Customer"');
  const answered = async (answer: StubAnswer, times = 1) => {
    const off = pair.stub.use(answering(answer, { when: page, times }));
    const { rows } = await pair.opened();
    const found = await rows("accounts", null).then(
      (all) => all.length,
      (error: unknown) => error,
    );
    off();
    return found;
  };

  test("a session that is lost is fetched anew once, in whatever wrapping it is told", async () => {
    const lost = fault(1, "会话信息已丢失，请重新登录").body as unknown[][];
    for (const body of [lost, lost[0], lost[0]?.[0], "会话信息已丢失，请重新登录"])
      expect(await answered({ body })).toBe(40);
    expect(await answered({ body: lost }, 2)).toMatchObject({ kind: "auth" });
  });

  test("a field, a right, a request filter and a page of HTML are told from each other", async () => {
    expect(await answered(fault(9, "元数据中标识为FTEL的字段不存在"))).toMatchObject({ kind: "bad_request" });
    expect(await answered(fault(4, "您没有该功能的操作权限"))).toMatchObject({ kind: "permission" });
    const blocked = [{ actionname: "showConfirm", params: [{ msg: "当前请求已经被拦截规则阻止" }] }];
    expect(await answered({ body: blocked })).toMatchObject({
      kind: "bad_request",
      message: expect.stringContaining("拦截"),
    });
    expect(await answered({ body: "<html>登录</html>" })).toMatchObject({ kind: "schema" });
    expect(await answered({ body: [["C01"]] })).toMatchObject({ kind: "schema" });
    expect(await answered({ status: 204 })).toMatchObject({ kind: "schema" });
  });

  test("too many calls wait, with and without being told how long, and a deadlock is tried again", async () => {
    const off = pair.stub.use(tooMany(null, { times: 1, when: page }));
    expect(await answered({ status: 429, headers: { "retry-after": "0" } })).toBe(40);
    off();
    expect(await answered(fault(4, "请求过于频繁，请稍后再试"))).toBe(40);
    expect(await answered(fault(4, "事务与另一个进程死锁"))).toBe(40);
  });

  test("a server that gives the same page again is not asked without end", async () => {
    const same = ({ body }: { body: unknown }): StubAnswer => {
      const { FieldKeys = "" } = (body as { parameters: Record<string, string>[] }).parameters[0] ?? {};
      return { body: [FieldKeys.split(",").map((name) => (name === "FCUSTID" ? 100_001 : "x"))] };
    };
    pair.stub.use(answering(same, { when: page }));
    await expect((await pair.opened()).rows("accounts", null)).rejects.toMatchObject({ kind: "schema" });
  });

  test("a day's budget of calls is kept", async () => {
    const { rows } = await pair.opened({ environment: { KINGDEE_CALLS_PER_DAY: "3" } });
    await expect(rows("accounts", null)).rejects.toMatchObject({ kind: "quota" });
  });
});

describe("the check", () => {
  const bad = async (options: Parameters<typeof pair.opened>[0] = {}) =>
    (await (await pair.opened(options)).source.check()).filter(({ ok }) => !ok);

  test("names the field that a tenant does not have, until a mapping leaves it out", async () => {
    const yaml = "tables: { accounts: { columns: { tier: F_XYZ_Level } } }";
    const [finding] = await bad({ yaml });
    expect(finding?.what).toContain("F_XYZ_Level");
    expect(finding?.mend).toContain("CRM_MAPPING");
    expect(await bad({ yaml: yaml.replace("F_XYZ", "F_ABC") })).toEqual([]);
  });

  test("tells a wrong data centre and a wrong secret, and repeats neither", async () => {
    expect((await bad({ environment: { KINGDEE_ACCT_ID: "wrong-centre" } }))[0]?.what).toContain("KINGDEE_ACCT_ID");
    const [finding] = await bad({ environment: { KINGDEE_APP_SECRET: "wrong-secret-77" } });
    expect(finding?.what).toContain("[secret]");
    expect(JSON.stringify(finding)).not.toContain("wrong-secret-77");
    expect(finding?.mend).toContain("KINGDEE_APP_SECRET");
  });

  test("finds out that the server's zone is another", async () => {
    await pair.close();
    pair = await openPair({ hours: 8 });
    pair.stub.put("SAL_SaleOrder", "XSDD05", { FBillAmount: 1 });
    expect((await bad({ zone: "UTC" }))[0]?.mend).toContain("zone: Asia/Shanghai");
    expect(await bad({ zone: "Asia/Shanghai" })).toEqual([]);
  });

  test("names a right to 币别 that lacks; the clock is then ours", async () => {
    pair.stub.forbidden.add("BD_Currency");
    const [finding, ...others] = await bad();
    expect(finding?.what).toContain("币别 BD_Currency");
    expect(finding?.mend).toContain("查看 币别");
    expect(others).toEqual([]);
    expect(await (await pair.opened()).source.clock?.()).toEqual(pair.now());
  });

  test("names currencies that cannot be converted", async () => {
    pair.stub.put("BD_Currency", "PRE999", { FName: "积分", FCODE: " " });
    const findings = await (await pair.opened()).source.check();
    expect(findings.map(({ what }) => what).join()).toContain("积分 (PRE999)");
  });
});
