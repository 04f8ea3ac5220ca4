import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { SourceError } from "#errors.ts";

const TAKEN: Readonly<Record<string, string>> = {
  EADDRINUSE: "is used by another program",
  EACCES: "may not be used by this user",
  EADDRNOTAVAIL: "is not an address of this machine",
};

/** Starts listening and returns the port: a free one when 0 was asked for. Throws a SourceError with the way out. */
export async function listen(server: Server, port: number, host: string): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const why = TAKEN[error.code ?? ""] ?? `cannot be listened on (${error.message})`;
      const hint = "Set PLAYGROUND_PORT to another port, or PLAYGROUND=off to go without the playground.";
      reject(new SourceError("playground", `${host}:${port} ${why}`, { hint, cause: error }));
    });
    server.listen(port, host, resolve);
  });
  return (server.address() as AddressInfo).port;
}
