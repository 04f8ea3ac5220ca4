import type { IncomingMessage } from "node:http";
import { afterEach, expect, test } from "vitest";
import { createLogin } from "#platforms/playground/login.ts";
import { openSocket, start, stopAll } from "./running.ts";
import { fullAnswer, smallHost } from "./small-host.ts";

afterEach(stopAll);

const PASSWORD = "correct horse battery";
const locked = () =>
  start(
    smallHost(() => fullAnswer(new Uint8Array([1]), "en")),
    { PLAYGROUND_PASSWORD: PASSWORD },
  );

function signIn(url: string, password: string, headers: Record<string, string> = {}): Promise<Response> {
  const body = new URLSearchParams({ password });
  return fetch(`${url}/login`, { method: "POST", body, redirect: "manual", headers: { Origin: url, ...headers } });
}

test("without the password there is only the form", async () => {
  const { url } = await locked();
  const page = await fetch(url);
  expect(page.url).toBe(`${url}/login`);
  expect(await page.text()).toContain('type="password"');
  expect((await fetch(`${url}/images/${"0".repeat(32)}.png`)).status).toBe(401);
  await expect(openSocket(url)).rejects.toThrow("401");
  await expect(openSocket(url, { Cookie: "parley_playground=" })).rejects.toThrow("401");
});

test("the right password gives a cookie that scripts and other sites cannot use, and the cookie opens everything", async () => {
  const { url } = await locked();
  const wrong = await signIn(url, "wrong");
  expect(wrong.status).toBe(401);
  expect(await wrong.text()).toContain("not right");
  expect(wrong.headers.get("set-cookie")).toBeNull();
  const right = await signIn(url, PASSWORD);
  expect(right.status).toBe(303);
  const cookie = right.headers.get("set-cookie") ?? "";
  expect(cookie).toContain("HttpOnly");
  expect(cookie).toContain("SameSite=Strict");
  const Cookie = cookie.split(";")[0] ?? "";
  expect(await (await fetch(url, { headers: { Cookie } })).text()).toContain('src="/page/page.js"');
  const page = await openSocket(url, { Cookie });
  page.say({ type: "hello" });
  await page.next("welcome");
});

test("another site cannot post the form, and a long form is not read", async () => {
  const { url } = await locked();
  expect((await signIn(url, PASSWORD, { Origin: "https://evil.example" })).status).toBe(403);
  expect((await signIn(url, "x".repeat(5_000))).status).toBe(413);
});

test("ten wrong passwords a minute, then even the right one waits; sessions end after twelve hours", () => {
  let now = 0;
  const login = createLogin(PASSWORD, () => now);
  for (const _ of Array.from({ length: 10 })) expect(login.attempt("wrong")).toBe("wrong");
  expect(login.attempt(PASSWORD)).toBe("wait");
  now += 61_000;
  const result = login.attempt(PASSWORD);
  const cookie = typeof result === "string" ? "" : (result.cookie.split(";")[0] ?? "");
  const request = { headers: { cookie: `other=1; ${cookie}` } } as IncomingMessage;
  expect(login.admits(request)).toBe(true);
  now += 13 * 3_600_000;
  expect(login.admits(request)).toBe(false);
});
