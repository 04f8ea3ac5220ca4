import { once } from "node:events";
import { request } from "node:http";
import { type AddressInfo, connect, createServer } from "node:net";
import { afterEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import playground from "#platforms/playground/index.ts";
import { openSocket, sit, start, stopAll } from "./running.ts";
import { drawPng, fullAnswer, reactWith, smallHost } from "./small-host.ts";

afterEach(stopAll);

const small = () => smallHost(() => fullAnswer(new Uint8Array([1]), "en"));

/** Status of a plain request whose path and headers are sent exactly as given. */
async function status(url: string, path: string, headers: Record<string, string> = {}): Promise<number | undefined> {
  const { port } = new URL(url);
  const sent = request({ host: "127.0.0.1", port, path, headers });
  sent.end();
  const [response] = await once(sent, "response");
  response.resume();
  return response.statusCode;
}

/** Status with which a WebSocket is refused. */
async function refusal(url: string, headers: Record<string, string>, path = "/socket"): Promise<number | undefined> {
  const socket = new WebSocket(`${url.replace("http", "ws")}${path}`, { headers });
  socket.on("error", () => undefined);
  const [, response] = await once(socket, "unexpected-response");
  return response.statusCode;
}

test("the page and its files are served with strict headers and nothing from elsewhere", async () => {
  const { url } = await start(small());
  const page = await fetch(url);
  const html = await page.text();
  expect(page.headers.get("content-security-policy")).toContain("default-src 'none'; script-src 'self'");
  expect(page.headers.get("x-content-type-options")).toBe("nosniff");
  const files = [...html.matchAll(/(?:href|src)="(\/[^"]*)"/g)].map((match) => match[1] ?? "");
  expect(files).toContain("/page/page.js");
  expect(html).not.toMatch(/https?:\/\//);
  for (const file of files) expect((await fetch(url + file)).status, file).toBe(200);
  const etag = (await fetch(`${url}/page/page.js`)).headers.get("etag") ?? "";
  expect((await fetch(`${url}/page/page.js`, { headers: { "If-None-Match": etag } })).status).toBe(304);
});

test.each([
  "/page/../index.ts",
  "/page/..%2findex.ts",
  "/page/%2e%2e/index.ts",
  "/../../../etc/passwd",
  "/page/page.html",
  "/page/",
  "/images/../page.html",
  `/images/${"0".repeat(32)}.png`,
])("%s is not found", async (path) => {
  const { url } = await start(small());
  expect(await status(url, path)).toBe(404);
});

test("charts are served as PNG under names that cannot be guessed, to be kept by the browser", async () => {
  const png = await drawPng();
  const { url } = await start(smallHost(reactWith(png)));
  const page = await sit(url, "u1", "direct:u1");
  page.say({ type: "ask", id: "event-0001", room: "direct:u1", text: "/rfm" });
  const { message } = await page.next("message", (event) => event.message.card !== null);
  expect(message.card?.image?.url).toMatch(/^\/images\/[0-9a-f]{32}\.png$/);
  const image = await fetch(url + message.card?.image?.url);
  expect(image.headers.get("content-type")).toBe("image/png");
  expect(image.headers.get("cache-control")).toContain("immutable");
  expect(new Uint8Array(await image.arrayBuffer())).toEqual(new Uint8Array(png));
});

test("a foreign host name that resolves here is refused: DNS rebinding", async () => {
  const { url } = await start(small());
  const { port } = new URL(url);
  expect(await status(url, "/", { Host: `evil.example:${port}` })).toBe(421);
  expect(await status(url, "/", { Host: `127.0.0.1:${port}` })).toBe(200);
  expect(await refusal(url, { Host: `evil.example:${port}`, Origin: `http://evil.example:${port}` })).toBe(403);
});

test("a page of another origin, or none, gets no socket", async () => {
  const { url } = await start(small());
  const { port } = new URL(url);
  expect(await refusal(url, { Origin: "https://evil.example" })).toBe(403);
  expect(await refusal(url, { Origin: `http://localhost:${Number(port) + 1}` })).toBe(403);
  expect(await refusal(url, { Origin: "null" })).toBe(403);
  expect(await refusal(url, {})).toBe(403);
  expect(await refusal(url, { Origin: url }, "/other")).toBe(404);
});

test.each([
  "{",
  "null",
  "[]",
  '{"type":"ask"}',
  '{"type":"hello","admin":true}',
  '{"type":"ask","id":"short","room":"#sales","text":"x"}',
])("%s is refused and the socket lives on", async (text) => {
  const { url } = await start(small());
  const page = await openSocket(url);
  page.socket.send(text);
  expect(await page.next("refused")).toEqual({ type: "refused", id: null, reason: "malformed" });
  page.say({ type: "hello" });
  await page.next("welcome");
});

test("a message above the limit closes the socket; others stay", async () => {
  const { url } = await start(small());
  const [page, other] = [await openSocket(url), await openSocket(url)];
  page.socket.on("error", () => undefined);
  page.socket.send("x".repeat(20_000));
  expect((await once(page.socket, "close"))[0]).toBe(1009);
  other.say({ type: "hello" });
  await other.next("welcome");
});

test("a page that does not read is cut off; others get everything", async () => {
  const server = await start(small());
  const { port } = new URL(server.url);
  const reader = await sit(server.url, "u1", "inbox");
  const slow = connect(Number(port), "127.0.0.1");
  const upgrade = [
    "GET /socket HTTP/1.1",
    `Host: localhost:${port}`,
    `Origin: ${server.url}`,
    "Connection: Upgrade",
    "Upgrade: websocket",
  ];
  slow.write(
    `${[...upgrade, "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==", "", ""].join("\r\n")}`,
  );
  await once(slow, "data");
  // {"type":"hello","persona":"u1"} as a masked frame with a mask of zeros.
  const hello = Buffer.from(JSON.stringify({ type: "hello", persona: "u1" }));
  slow.write(Buffer.concat([Buffer.from([0x81, 0x80 | hello.length, 0, 0, 0, 0]), hello]));
  await once(slow, "data");
  slow.pause();
  slow.on("error", () => undefined);
  const long = fullAnswer(new Uint8Array([1]), "en", { insights: ["x".repeat(1_000_000)] });
  for (const place of Array.from({ length: 20 }).keys()) {
    await server.send("inbox", long, `key/${place}`);
    await reader.next("message");
  }
  slow.resume();
  await once(slow, "close");
  expect(reader.received.filter(({ type }) => type === "message")).toHaveLength(20);
  expect(reader.socket.readyState).toBe(WebSocket.OPEN);
});

test("a taken port is a SourceError that says what to set", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const { port } = other.address() as AddressInfo;
  await expect(start(small(), { PLAYGROUND_PORT: String(port) })).rejects.toMatchObject({
    name: "SourceError",
    message: expect.stringContaining(`127.0.0.1:${port}`),
    hint: expect.stringContaining("PLAYGROUND_PORT"),
  });
  other.close();
});

test("only loopback is listened on without a password", () => {
  const parse = (environment: object) => playground.config.safeParse(environment);
  for (const host of ["0.0.0.0", "::", "192.168.1.5", "example.com", "128.0.0.1", "127.evil.example"])
    expect(parse({ PLAYGROUND_HOST: host }).error?.issues[0]?.path, host).toEqual(["PLAYGROUND_HOST"]);
  for (const host of ["127.0.0.1", "127.0.0.2", "::1", "localhost"])
    expect(parse({ PLAYGROUND_HOST: host }).success, host).toBe(true);
  expect(parse({ PLAYGROUND_HOST: "0.0.0.0", PLAYGROUND_PASSWORD: "correct horse" }).success).toBe(true);
  expect(parse({ PLAYGROUND_HOST: "0.0.0.0", PLAYGROUND_PASSWORD: "short" }).success).toBe(false);
});

test("it is on unless switched off", () => {
  expect([undefined, "on", "off", "false", "perhaps"].map((PLAYGROUND) => playground.enabled({ PLAYGROUND }))).toEqual([
    true,
    true,
    false,
    false,
    true,
  ]);
});
