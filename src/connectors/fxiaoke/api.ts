import { randomUUID } from "node:crypto";
import { SourceError } from "#errors.ts";
import { type Api, createApi } from "#http/api.ts";
import type { Limits } from "#http/limiter.ts";
import type { Kept, Session } from "#http/session.ts";
import { realTiming, type Timing } from "#http/timing.ts";
import type { Settings } from "./config.ts";
import { faultOf } from "./fault-of.ts";

export const root = "/cgi/crm/v2";
export const customRoot = "/cgi/crm/custom/v2";

/** What a login gives beside the token: the company's account, or its id where bodies carry the session. */
type Token = readonly [token: string, company: string];

/**
 * Fxiaoke's open platform in a session of two hours, acting as an employee. One who is given as FSUID_… is asked for the older
 * way: another login, and token, company and employee in every body instead of headers.
 */
export function openApi(settings: Settings, kept: Kept, timing: Timing = realTiming): Api {
  const { FXIAOKE_APP_ID: appId, FXIAOKE_APP_SECRET: appSecret, FXIAOKE_PERMANENT_CODE: permanentCode } = settings;
  const { FXIAOKE_USER: user, FXIAOKE_CALLS_PER_20_SECONDS: calls, FXIAOKE_CALLS_PER_DAY: daily } = settings;
  const older = user.startsWith("FSUID_");
  const login = older ? "/cgi/corpAccessToken/get/V2" : "/oauth2.0/token";
  const limit = within20Seconds(calls);
  const queries = daily === undefined ? limit : { ...limit, daily };
  const credentials = { appId, appSecret, permanentCode, ...(older ? {} : { grantType: "app_secret" }) };
  return createApi({
    ...{ name: "fxiaoke", baseURL: settings.FXIAOKE_URL, secrets: [appSecret, permanentCode], recognise: faultOf },
    ...{ timeoutMs: 60_000, attempts: 8, timing },
    // Each call has an id of its own, one that is tried again too.
    query: () => ({ thirdTraceId: randomUUID() }),
    limits: {
      ...{ default: limit, [`${root}/data/query`]: queries, [`${customRoot}/data/query`]: queries },
      // Ten a minute, none at the same time.
      [login]: { calls: { count: 5, perMs: 60_000 }, concurrency: 1 },
    },
    session: {
      login: (ask) => signIn(ask, login, credentials, timing),
      headers(session) {
        if (older) return {};
        const [token, company] = tokenOf(session);
        return { authorization: `Bearer ${token}`, "x-fs-ea": company, "x-fs-userid": user };
      },
      body(session): Readonly<Record<string, string>> {
        if (!older) return {};
        const [corpAccessToken, corpId] = tokenOf(session);
        return { corpAccessToken, corpId, currentOpenUserId: user };
      },
      kept,
    },
  });
}

/** Asks an interface; each has limits of its own. `once`: never sent again when it may have arrived. */
export async function post(api: Api, path: string, body: object, { once = false } = {}): Promise<unknown> {
  return (await api.call({ method: "POST", path, body, endpoint: path, once })).body;
}

/** A bucket that lets no more calls through within any 20 seconds: what it holds, and what flows in meanwhile. */
function within20Seconds(calls: number): Limits {
  const count = Math.max(1, Math.floor(calls / 10));
  return { calls: { count, perMs: (20_000 * count) / Math.max(1, calls - count) }, concurrency: 4 };
}

async function signIn(ask: Api["call"], path: string, body: object, { now }: Timing): Promise<Session> {
  const { body: given } = await ask({ method: "POST", path, body, endpoint: path }).catch((cause: unknown) => {
    // Wrong credentials come under codes that elsewhere mean a wrong request.
    if (!(cause instanceof SourceError) || cause.kind !== "bad_request") throw cause;
    throw new SourceError("fxiaoke", `the app cannot sign in: ${cause.message}`, { kind: "auth", cause });
  });
  const found = given as Record<"accessToken" | "ea" | "corpAccessToken" | "corpId", string | undefined> & {
    readonly expiresIn?: number;
  };
  const token = found.accessToken ?? found.corpAccessToken;
  const company = found.ea ?? found.corpId;
  if (token === undefined || company === undefined)
    throw new SourceError("fxiaoke", "a login gave no token", { kind: "schema" });
  const pair: Token = [token, company];
  return { token: JSON.stringify(pair), expires: now() + Math.min(found.expiresIn ?? 7200, 7200) * 1000 };
}

function tokenOf({ token }: Session): Token {
  return JSON.parse(token) as Token;
}
