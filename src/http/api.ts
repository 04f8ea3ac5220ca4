import { createHash } from "node:crypto";
import { isAxiosError } from "axios";
import { SourceError } from "#errors.ts";
import { createHttp } from "#http.ts";
import { type Answer, backoff, type Fault, faultOfStatus } from "./fault.ts";
import { type Limits, sharedLimiter } from "./limiter.ts";
import { createSessions, type Kept, type Session, type Sessions } from "./session.ts";
import { realTiming, type Timing } from "./timing.ts";

export interface ApiOptions {
  /** The connector's name, for errors. */
  readonly name: string;
  readonly baseURL: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Parameters of every request, made anew for each, tries again too. */
  readonly query?: () => Call["query"];
  /** Limits by endpoint, as calls name it; `default` is of all that are not named. */
  readonly limits?: Readonly<Record<string, Limits>>;
  /**
   * What the answer's own words mean, beyond HTTP's: errors in a 200, a session lost as text. Undefined leaves it to the
   * status, null says that the answer is good. `expired` logs in anew and asks once more.
   */
  readonly recognise?: (answer: Answer) => Fault | null | undefined;
  readonly session?: {
    /** Fetches one; `ask` calls without a session, and what it throws is the reason why there is none. */
    login(ask: Api["call"]): Promise<Session>;
    /** Headers that carry it. */
    headers(session: Session): Readonly<Record<string, string>>;
    /** Fields of JSON bodies that carry it, where headers do not. */
    body?(session: Session): Readonly<Record<string, string>>;
    readonly kept?: Kept;
  };
  /** Texts that no error may show. */
  readonly secrets?: readonly string[];
  readonly timeoutMs?: number;
  /** Most bytes of an answer. Default 64 MB. */
  readonly maxBytes?: number;
  /** How often a call is tried at most. Default 6. */
  readonly attempts?: number;
  /** Longest that a call waits for the server's sake; what takes longer is left to a later sync. Default 2 minutes. */
  readonly patienceMs?: number;
  readonly timing?: Timing;
}

export interface Call {
  readonly method?: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whose limits count. */
  readonly endpoint?: string;
  /** Never sent again when it may have arrived: it creates something. */
  readonly once?: boolean;
  /** The answer's body is a Buffer. */
  readonly binary?: boolean;
}

/** Calls a server within its limits, through its failures. */
export interface Api {
  /** The answer, good by its status and its own words. Throws SourceError with a kind; no error holds a secret. */
  call(call: Call): Promise<Answer>;
}

/** An API of an outside system: limits, retries with full jitter, one session, no secret in any error. */
export function createApi(options: ApiOptions): Api {
  const { name, timing = realTiming, attempts = 6, patienceMs = 120_000, recognise } = options;
  const http = createHttp({
    ...{ baseURL: options.baseURL, headers: { accept: "application/json", ...options.headers } },
    ...{ timeout: options.timeoutMs ?? 30_000, validateStatus: () => true },
    ...(options.maxBytes === undefined ? {} : { maxContentLength: options.maxBytes }),
  });
  const given = options.session;
  // Other credentials get a session of their own.
  const digest = createHash("sha256")
    .update([options.baseURL, ...(options.secrets ?? [])].join("\n"))
    .digest("hex");
  const kept = { name: `session ${digest.slice(0, 12)}`, now: timing.now, ...(given?.kept && { kept: given.kept }) };
  const sessions: Sessions | undefined = given && createSessions(() => given.login((call) => ask(call, null)), kept);

  async function once(call: Call, session: Session | undefined): Promise<Answer | Fault> {
    const headers = { ...call.headers, ...(session && given?.headers(session)) };
    const params = { ...options.query?.(), ...call.query };
    const carried = session && given?.body?.(session);
    const data = carried ? { ...carried, ...(call.body as object | undefined) } : call.body;
    const binary = call.binary ? { responseType: "arraybuffer" as const } : {};
    const sent = { method: call.method ?? "GET", url: call.path, data, headers, params, ...binary };
    try {
      const { status, data, headers: found } = await http.request(sent);
      const answer: Answer = { status, body: data ?? "", headers: found as Answer["headers"] };
      const fault = recognise?.(answer);
      return (fault === undefined ? faultOfStatus(answer, timing.now()) : fault) ?? answer;
    } catch (error) {
      if (!isAxiosError(error)) throw error;
      const tooLarge = /maxContentLength/.test(error.message);
      return tooLarge
        ? { kind: "schema", message: "an answer is larger than is read" }
        : { kind: "retryable", message: `no answer (${error.code ?? "unknown"})` };
    }
  }

  function failure(fault: Fault, call: Call, session: Session | undefined): SourceError {
    // A token that holds several values is JSON: each of them is one.
    const token = session?.token ?? "";
    const own = [token, ...[...token.matchAll(/"([^"]+)"(?!:)/g)].map(([, value = ""]) => value)];
    const secrets = [...(options.secrets ?? []), ...own].filter((text) => text.length > 3);
    const told = secrets.reduce((text, secret) => text.replaceAll(secret, "[secret]"), fault.message);
    const kind = fault.kind === "expired" ? "auth" : fault.kind;
    return new SourceError(name, `${call.method ?? "GET"} ${call.path.split("?")[0]}: ${told.slice(0, 300)}`, { kind });
  }

  async function ask(call: Call, own: Sessions | null): Promise<Answer> {
    const endpoint = call.endpoint ?? "default";
    const limits = options.limits?.[endpoint] ?? options.limits?.default ?? {};
    const limiter = sharedLimiter(`${options.baseURL} ${endpoint}`, name, limits, timing);
    let renewed = false;
    let waited = 0;
    for (let attempt = 0; ; attempt++) {
      const session = await own?.current();
      const answer = await limiter.run(() => once(call, session));
      if (!("kind" in answer)) return answer;
      if (answer.kind === "expired" && own && session && !renewed) {
        renewed = true;
        await own.renew(session);
        continue;
      }
      const passes = (answer.kind === "retryable" && !call.once) || answer.kind === "wait";
      const wait = answer.waitMs ?? backoff(attempt, timing.random);
      waited += wait;
      if (!passes || attempt + 1 >= attempts || waited > patienceMs) throw failure(answer, call, session);
      // What the server asks of one caller holds for all.
      if (answer.waitMs !== undefined) limiter.pauseUntil(timing.now() + wait);
      else await timing.sleep(wait);
    }
  }

  return { call: (call) => ask(call, sessions ?? null) };
}
