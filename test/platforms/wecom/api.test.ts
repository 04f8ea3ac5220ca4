import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createHttp } from "#http.ts";
import { call } from "../../../src/platforms/wecom/api/call.ts";
import { createToken } from "../../../src/platforms/wecom/api/token.ts";
import { createMemory } from "../../../src/platforms/wecom/memory.ts";
import { egressAddress, refused } from "../../../src/platforms/wecom/refusals.ts";

let server: Server;
let url: string;
let answers: (() => { status?: number; body?: object; afterMs?: number })[];
let calls: number;

beforeEach(async () => {
  calls = 0;
  answers = [];
  server = createServer((_, response) => {
    calls++;
    const { status = 200, body = { errcode: 0 }, afterMs = 0 } = answers.shift()?.() ?? {};
    setTimeout(
      () => response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body)),
      afterMs,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

describe("a call", () => {
  const post = (afterLoss?: "again" | "never", timeout = 10_000) =>
    call(() => createHttp({ baseURL: url, timeout }).post("/", {}), afterLoss);

  it("that takes too long is made again only where that does no harm", async () => {
    answers = [() => ({ afterMs: 5_000 })];
    await expect(post("never", 500)).rejects.toMatchObject({ name: "Lost", fate: "lost" });
    expect(calls).toBe(1);
    answers = [() => ({ afterMs: 5_000 })];
    expect(await post("again", 500)).toMatchObject({ errcode: 0 });
    expect(calls).toBe(3);
  });

  it.each([500, 502, 504])("of which a gateway knows nothing (HTTP %s) may have arrived", async (status) => {
    answers = [() => ({ status })];
    await expect(post("never")).rejects.toMatchObject({ name: "Lost" });
    expect(calls).toBe(1);
  });

  it.each([429, 503])("that was not taken (HTTP %s) is made again", async (status) => {
    answers = [() => ({ status })];
    await post("never");
    expect(calls).toBe(2);
  });

  it("that is wrong in itself is not made again, nor one that nobody can take for long", async () => {
    answers = [() => ({ status: 404 })];
    await expect(post()).rejects.toMatchObject({ message: "[wecom] HTTP 404", retryable: false });
    expect(calls).toBe(1);
    answers = Array.from({ length: 9 }, () => () => ({ body: { errcode: -1, errmsg: "system busy" } }));
    await expect(post()).rejects.toMatchObject({ retryable: true });
    expect(calls).toBe(5);
  });

  it("to nobody is reported", async () => {
    const closed = createHttp({ baseURL: "http://127.0.0.1:1", timeout: 500 });
    await expect(call(() => closed.get("/"), "never")).rejects.toMatchObject({
      message: expect.stringContaining("ECONNREFUSED"),
      retryable: true,
    });
  });
});

it("a token is asked for once at a time, again when it is about to end, and again after a failure", async () => {
  let now = 0;
  let issued = 0;
  const token = createToken(createHttp({ baseURL: url }), { corpId: "c", secret: "s" }, () => now);
  const issue = () => ({ body: { errcode: 0, access_token: `t${++issued}`, expires_in: 7_200 } });
  answers = [() => ({ body: { errcode: 40001, errmsg: "invalid credential" } }), issue, issue, issue];
  await expect(token.get()).rejects.toMatchObject({ hint: expect.stringContaining("WECOM_APP_SECRET") });
  expect(await Promise.all([token.get(), token.get(), token.get()])).toEqual(["t1", "t1", "t1"]);
  now = 6_800_000;
  expect(await token.get()).toBe("t1");
  now = 6_900_000;
  expect(await token.get()).toBe("t2");
  token.drop("t1");
  expect(await token.get()).toBe("t2");
  token.drop("t2");
  expect(await token.get()).toBe("t3");
});

it("60020 tells the address to allow, and WeCom's link is left out", () => {
  const errmsg =
    "not allow to access from your ip, hint: [1700000000_1_abc], from ip: 203.0.113.7, more info at https://open.work.weixin.qq.com/devtool/query?e=60020";
  expect(egressAddress(errmsg)).toBe("203.0.113.7");
  expect(egressAddress("from ip: 2001:db8::7, more info")).toBe("2001:db8::7");
  const error = refused({ errcode: 60020, errmsg });
  expect(error.hint).toContain("Add 203.0.113.7 to");
  expect(error.message).not.toContain("https://");
});

it("a memory forgets no more than its places demand, and survives a vault that fails", async () => {
  const kept = new Map<string, string>();
  const warnings: string[] = [];
  const log = { info() {}, warn: (_: object, message: string) => void warnings.push(message), error() {} };
  const vault = {
    get: async (key: string) => kept.get(key) ?? null,
    set: async (key: string, value: string) => void kept.set(key, value),
    delete: async () => {},
  };
  const memory = createMemory({ vault, log }, "card", 8);
  for (let at = 0; at < 100; at++) await memory.set(`key-${at}`, `value ${at}`);
  expect(kept.size).toBe(8);
  expect(await memory.get("key-99")).toBe("value 99");
  const found = await Promise.all(Array.from({ length: 100 }, (_, at) => memory.get(`key-${at}`)));
  expect(found.filter((value) => value !== null)).toHaveLength(8);
  const broken = { ...vault, get: () => Promise.reject(new Error("no")), set: () => Promise.reject(new Error("no")) };
  const failing = createMemory({ vault: broken, log }, "card", 8);
  await failing.set("key", "value");
  expect(await failing.get("key"), "what this process said").toBe("value");
  const another = createMemory({ vault: broken, log }, "card", 8);
  expect(await another.get("key")).toBeNull();
  expect(warnings).toHaveLength(2);
});
