import { randomBytes, timingSafeEqual } from "node:crypto";
import { rename, rm, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { UserError } from "#errors.ts";
import type { Log } from "#platform.ts";
import { type Doorplate, doorplateName } from "./protocol.ts";
import { toWire } from "./wire-error.ts";

/** What a terminal may ask a running Parley to do, by path. Values are JSON both ways. */
export type Doors = Readonly<Record<string, (body: unknown) => Promise<unknown>>>;

const bodyLimit = 1024 * 1024;

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > bodyLimit) throw new Error("too large");
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
}

/**
 * Lets terminals on this machine ask the process that holds the data: one process owns the embedded store, so a
 * second could not open it. Loopback only, behind a token that only readers of the data folder have.
 */
export async function listenForTerminals(
  dataDir: string,
  settings: string,
  doors: Doors,
  log: Log,
): Promise<{ close(): Promise<void> }> {
  const token = randomBytes(24).toString("hex");
  const expected = Buffer.from(`Bearer ${token}`);
  const server = createServer(async (request, response) => {
    const reply = (status: number, body: unknown): void => {
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    };
    const given = Buffer.from(request.headers.authorization ?? "");
    if (given.length !== expected.length || !timingSafeEqual(given, expected))
      return reply(401, { message: "wrong token" });
    const door = doors[(request.url ?? "").slice(1)];
    if (request.method !== "POST" || door === undefined) return reply(404, { message: "no such door" });
    try {
      reply(200, await door(await readBody(request)));
    } catch (error) {
      if (!(error instanceof UserError)) log.error({ err: error }, "a terminal's request failed");
      reply(500, toWire(error));
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const plate: Doorplate = { pid: process.pid, port: (server.address() as AddressInfo).port, token, settings };
  const path = join(dataDir, doorplateName);
  // Renamed into place: a terminal never reads half a doorplate.
  await writeFile(`${path}.new`, JSON.stringify(plate), { mode: 0o600 });
  await rename(`${path}.new`, path);
  return {
    async close() {
      await rm(path, { force: true });
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeIdleConnections();
      });
    },
  };
}
