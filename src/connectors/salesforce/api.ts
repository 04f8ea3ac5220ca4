import { CursorExpired, WindowTooLarge } from "#connector.ts";
import { type Api, createApi } from "#http/api.ts";
import type { Answer, Fault } from "#http/fault.ts";
import type { Kept } from "#http/session.ts";
import type { Settings } from "./config.ts";
import { grantOf, login } from "./login.ts";

/** Thrown where the Bulk API does not know an object that a query may read. */
export class NotInBulk extends Error {
  override name = "NotInBulk";
}

/** Salesforce's REST API in one session, within what the company may ask a day. */
export async function openApi(settings: Settings, kept: Kept): Promise<Api> {
  const grant = await grantOf(settings);
  const { SALESFORCE_CLIENT_SECRET: secret } = settings;
  return createApi({
    ...{ name: "salesforce", baseURL: settings.SALESFORCE_URL, timeoutMs: 120_000 },
    secrets: [settings.SALESFORCE_CLIENT_ID, ...(secret === undefined ? [] : [secret])],
    limits: { default: { concurrency: 5 } },
    session: {
      login: (ask) => login(ask, grant),
      headers: ({ token }) => ({ authorization: `Bearer ${token}` }),
      kept,
    },
    recognise: (answer) => faultOf(answer) ?? usageOf(answer, settings.SALESFORCE_CALLS_SHARE),
  });
}

const kinds: Readonly<Record<string, Fault["kind"]>> = {
  ...{ INVALID_SESSION_ID: "expired", INVALID_AUTH_HEADER: "expired", SERVER_UNAVAILABLE: "retryable" },
  ...{ UNABLE_TO_LOCK_ROW: "retryable", INSUFFICIENT_ACCESS: "permission", API_DISABLED_FOR_ORG: "permission" },
  ...{ INVALID_TYPE: "permission", FUNCTIONALITY_NOT_ENABLED: "permission" },
};

/** Errors are a list of codes with messages; those of a login are one, by OAuth. */
function faultOf({ status, body }: Answer): Fault | undefined {
  if (status < 400) return undefined;
  const oauth = body as { error?: string; error_description?: string };
  if (typeof oauth?.error === "string")
    return { kind: "auth", message: `${oauth.error}: ${oauth.error_description ?? ""}` };
  const [first] = Array.isArray(body) ? (body as { errorCode?: string; message?: string }[]) : [];
  const { errorCode: code, message: text = "" } = first ?? {};
  if (code === undefined) return undefined;
  const message = `${code}: ${text}`;
  if (code === "INVALID_QUERY_LOCATOR") throw new CursorExpired(message);
  if (code === "QUERY_TIMEOUT" || code === "OPERATION_TOO_LARGE") throw new WindowTooLarge(message);
  if (code === "INVALIDENTITY") throw new NotInBulk(message);
  // The same code for too many at a time and too many a day; neither says when to come again.
  if (code === "REQUEST_LIMIT_EXCEEDED") return { kind: /concurrent/i.test(text) ? "wait" : "quota", message };
  const kind = kinds[code];
  return kind === undefined ? (status < 500 ? { kind: "bad_request", message } : undefined) : { kind, message };
}

/** The calls of 24 hours are the whole company's: `api-usage=18/5000`. What exceeds our share is left to others. */
function usageOf({ status, headers }: Answer, share: number): Fault | undefined {
  const [, used, all] = /api-usage=(\d+)\/(\d+)/.exec(headers["sforce-limit-info"] ?? "") ?? [];
  if (status !== 200 || used === undefined || Number(used) <= share * Number(all)) return undefined;
  return { kind: "quota", message: `${used} of the ${all} calls of 24 hours are used; the rest is left to others` };
}
