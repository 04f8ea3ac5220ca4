import type http from "node:http";

/**
 * How a call can go wrong: `limit` 429, with the header or (`unsaid`) without; `server` 503; `internal` an error in an
 * HTTP 200; `lost` the call is done, and its reply never arrives.
 */
export type FaultKind = "limit" | "unsaid" | "server" | "internal" | "lost";

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

/** Answers as the fault says; false when the call is to be done after all (`lost`). */
export function refuse(
  response: http.ServerResponse,
  fault: { readonly kind: FaultKind; readonly retryAfter: number } | undefined,
): boolean {
  if (fault === undefined || fault.kind === "lost") return false;
  const json = { "content-type": "application/json" };
  const { kind, retryAfter } = fault;
  if (kind === "limit") response.writeHead(429, { ...json, "retry-after": String(retryAfter) });
  else response.writeHead(kind === "unsaid" ? 429 : kind === "server" ? 503 : 200, json);
  response.end(JSON.stringify({ ok: false, error: kind === "internal" ? "internal_error" : "ratelimited" }));
  return true;
}
