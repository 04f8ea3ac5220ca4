import type http from "node:http";

/**
 * How a call can go wrong. Not done: `limit` 429, with the header or (`unsaid`) without; `server` 503; `broken` 500;
 * `internal` an error in an HTTP 200; `dropped` the connection breaks before it is done. Done: `lost` its reply never
 * arrives; `garbled` its reply cannot be read; `slow` its reply comes after `retryAfter` seconds. Any other is Slack's
 * own word for a refusal (`is_archived`, `token_revoked`).
 */
export type FaultKind =
  | ("limit" | "unsaid" | "server" | "broken" | "internal" | "dropped" | "lost" | "garbled" | "slow")
  | ("channel_not_found" | "is_archived" | "not_in_channel" | "token_revoked" | "account_inactive" | "user_not_found");

const statuses: Readonly<Partial<Record<FaultKind, number>>> = { limit: 429, unsaid: 429, server: 503, broken: 500 };
const words: Readonly<Partial<Record<FaultKind, string>>> = {
  ...{
    limit: "ratelimited",
    unsaid: "ratelimited",
    server: "ratelimited",
    broken: "broken",
    internal: "internal_error",
  },
};
/** The call is done, whatever becomes of its reply. */
const done: ReadonlySet<FaultKind> = new Set(["lost", "garbled", "slow"]);

/** Methods that put something before people. */
const posting = new Set(["chat.postMessage", "chat.postEphemeral", "files.completeUploadExternal"]);

/** Faults waiting for the calls that will meet them. */
export function createFaults() {
  const waiting: { method: string; kind: FaultKind; retryAfter: number }[] = [];
  return {
    add(method: string, kind: FaultKind, retryAfter: number): void {
      waiting.push({ method, kind, retryAfter });
    },
    /** Forgets the faults of whatever posts. */
    clear(): void {
      waiting.splice(0, waiting.length, ...waiting.filter(({ method }) => method !== "*"));
    },
    take(method: string): { kind: FaultKind; retryAfter: number } | undefined {
      const at = waiting.findIndex((fault) => fault.method === method || (fault.method === "*" && posting.has(method)));
      return at < 0 ? undefined : waiting.splice(at, 1)[0];
    },
  };
}

/** Answers as the fault says; false when the call is to be done after all. */
export function refuse(
  response: http.ServerResponse,
  fault: { readonly kind: FaultKind; readonly retryAfter: number } | undefined,
): boolean {
  if (fault === undefined || done.has(fault.kind)) return false;
  const { kind, retryAfter } = fault;
  if (kind === "dropped") {
    response.socket?.destroy();
    return true;
  }
  const limit = kind === "limit" ? { "retry-after": String(retryAfter) } : {};
  response.writeHead(statuses[kind] ?? 200, { "content-type": "application/json", ...limit });
  response.end(JSON.stringify({ ok: false, error: words[kind] ?? kind }));
  return true;
}

/** Spoils the reply of a call that was done; false when it is to be given as it is. */
export async function spoil(
  response: http.ServerResponse,
  fault: { readonly kind: FaultKind; readonly retryAfter: number } | undefined,
): Promise<boolean> {
  if (fault?.kind === "lost") response.socket?.destroy();
  else if (fault?.kind === "garbled") response.writeHead(200, { "content-type": "text/html" }).end("<html>gateway");
  else {
    if (fault?.kind === "slow") await new Promise((resolve) => setTimeout(resolve, fault.retryAfter * 1_000));
    return false;
  }
  return true;
}
