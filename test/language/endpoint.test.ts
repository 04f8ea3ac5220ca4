import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { createEndpoint } from "#language/endpoint.ts";
import { completionOf, openEndpoint } from "./server.ts";

let close: (() => Promise<void>) | null = null;
afterEach(async () => {
  await close?.();
  close = null;
});

const never = new AbortController().signal;

async function endpoint(answer: (request: IncomingMessage, response: ServerResponse, count: number) => void) {
  const server = await openEndpoint(answer);
  close = server.close;
  let now = new Date("2026-11-22T06:00:00Z");
  const ask = createEndpoint({ url: server.url, key: "k", model: "m", timeoutMs: 400 }, () => now);
  return {
    server,
    ask: () => ask([{ role: "user", content: "x" }], never),
    later: (seconds: number) => {
      now = new Date(now.getTime() + seconds * 1000);
    },
  };
}

describe("a language endpoint", () => {
  test("is asked as OpenAI's, with key, model and no randomness", async () => {
    const { ask, server } = await endpoint((_, response) => void response.end(completionOf("/sales")));
    expect(await ask()).toBe("/sales");
    expect(server.requests).toHaveLength(1);
    expect(server.requests[0]).toMatchObject({
      path: "/v1/chat/completions",
      authorization: "Bearer k",
      body: { model: "m", temperature: 0 },
    });
  });
  test.each([429, 500, 503])("is asked once more after %d", async (status) => {
    const { ask, server } = await endpoint((_, response, count) => {
      if (count === 1) response.writeHead(status).end();
      else response.end(completionOf("/sales"));
    });
    expect(await ask()).toBe("/sales");
    expect(server.requests).toHaveLength(2);
  });
  test.each([400, 401, 404, 302])("is not asked again after %d", async (status) => {
    const { ask, server } = await endpoint(
      (_, response) => void response.writeHead(status, { location: "/v1/elsewhere" }).end(completionOf("/sales")),
    );
    expect(await ask()).toBeNull();
    expect(server.requests).toHaveLength(1);
  });
  test.each([
    ["no JSON", "<html>"],
    ["no choices", JSON.stringify({ choices: [] })],
    ["no text", JSON.stringify({ choices: [{ message: { content: null } }] })],
    ["nothing", ""],
    ["far too much", completionOf("/sales ".repeat(10_000))],
  ])("that says %s says nothing", async (_, body) => {
    const { ask } = await endpoint((__, response) => void response.end(body));
    expect(await ask()).toBeNull();
  });
  test("that is slow is not waited for", async () => {
    const { ask } = await endpoint(() => {});
    const begun = performance.now();
    expect(await ask()).toBeNull();
    expect(performance.now() - begun).toBeLessThan(5000);
  });
  test("that drops the connection, or is not there, says nothing", async () => {
    const { ask } = await endpoint((request) => void request.socket.destroy());
    expect(await ask()).toBeNull();
    const gone = createServer();
    await new Promise<void>((resolve) => gone.listen(0, "127.0.0.1", resolve));
    const { port } = gone.address() as AddressInfo;
    await new Promise((resolve) => gone.close(resolve));
    const nobody = createEndpoint({ url: `http://127.0.0.1:${port}`, key: null, model: "m", timeoutMs: 400 });
    expect(await nobody([], never)).toBeNull();
  });
  test("that fails three times in a row is left alone for a minute", async () => {
    const { ask, server, later } = await endpoint((_, response) => void response.writeHead(400).end());
    for (let count = 0; count < 5; count++) expect(await ask()).toBeNull();
    expect(server.requests).toHaveLength(3);
    later(61);
    await ask();
    expect(server.requests).toHaveLength(4);
  });
  test("is given up with the question", async () => {
    const { server } = await endpoint(() => {});
    const ask = createEndpoint({ url: server.url, key: null, model: "m", timeoutMs: 60_000 });
    expect(await ask([], AbortSignal.timeout(50))).toBeNull();
  });
});
