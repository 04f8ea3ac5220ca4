import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";

const COOKIE = "parley_playground";
const LASTS_SECONDS = 12 * 60 * 60;
const FAILURES_A_MINUTE = 10;

export interface Login {
  /** May this request see anything? */
  admits(request: IncomingMessage): boolean;
  /** Cookie for the right password; `wrong`, or `wait` after too many wrong ones. */
  attempt(password: string): { readonly cookie: string } | "wrong" | "wait";
}

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

function sessionOf(request: IncomingMessage): string {
  const pairs = (request.headers.cookie ?? "").split(";").map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${COOKIE}=`))?.slice(COOKIE.length + 1) ?? "";
}

/** Sessions behind one shared password; without a password everybody is admitted. Sessions end with the process. */
export function createLogin(password: string | undefined, now: () => number = Date.now): Login {
  const sessions = new Map<string, number>();
  let failures: number[] = [];
  return {
    admits(request) {
      if (password === undefined) return true;
      const expires = sessions.get(sessionOf(request));
      return expires !== undefined && expires > now();
    },
    attempt(given) {
      failures = failures.filter((at) => at > now() - 60_000);
      if (failures.length >= FAILURES_A_MINUTE) return "wait";
      // Digests have equal lengths, so that neither length nor content shows in the time taken.
      if (password === undefined || !timingSafeEqual(digest(given), digest(password))) {
        failures.push(now());
        return "wrong";
      }
      for (const [session, expires] of sessions) if (expires <= now()) sessions.delete(session);
      const session = randomBytes(32).toString("hex");
      sessions.set(session, now() + LASTS_SECONDS * 1000);
      return { cookie: `${COOKIE}=${session}; HttpOnly; SameSite=Strict; Path=/; Max-Age=${LASTS_SECONDS}` };
    },
  };
}
