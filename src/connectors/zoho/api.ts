import { CursorExpired, WindowTooLarge } from "#connector.ts";
import { SourceError } from "#errors.ts";
import { type Api, createApi } from "#http/api.ts";
import type { Answer, Fault } from "#http/fault.ts";
import type { Kept, Session } from "#http/session.ts";
import { dataCentres, type Settings } from "./config.ts";

/** Zoho's API of one data centre, in a session of an hour. */
export function openApi(settings: Settings, kept: Kept): Api {
  const hosts = dataCentres[settings.ZOHO_REGION];
  const accounts = settings.ZOHO_ACCOUNTS_URL ?? hosts.accounts;
  const { ZOHO_CLIENT_ID: id, ZOHO_CLIENT_SECRET: secret, ZOHO_REFRESH_TOKEN: refresh } = settings;
  return createApi({
    ...{ name: "zoho", baseURL: settings.ZOHO_URL ?? hosts.api, secrets: [secret, refresh, id], recognise },
    ...{ timeoutMs: 120_000, limits: { default: { concurrency: 5 } } },
    session: {
      login: (ask) => login(ask, accounts, { client_id: id, client_secret: secret, refresh_token: refresh }),
      // Not Bearer.
      headers: ({ token }) => ({ authorization: `Zoho-oauthtoken ${token}` }),
      kept,
    },
  });
}

async function login(ask: Api["call"], accounts: string, credentials: Record<string, string>): Promise<Session> {
  const body = new URLSearchParams({ grant_type: "refresh_token", ...credentials });
  const answer = await ask({ method: "POST", path: `${accounts}/oauth/v2/token`, body });
  const { access_token: token, expires_in: seconds = 3600 } = answer.body as Token;
  if (token === undefined) throw new SourceError("zoho", "a login gave no token", { kind: "schema" });
  return { token, expires: Date.now() + seconds * 1000 };
}

interface Token {
  readonly access_token?: string;
  readonly expires_in?: number;
}

const kinds: Readonly<Record<string, Fault["kind"]>> = {
  ...{ INVALID_TOKEN: "expired", AUTHENTICATION_FAILURE: "expired", OAUTH_SCOPE_MISMATCH: "permission" },
  ...{ NO_PERMISSION: "permission", INTERNAL_ERROR: "retryable", INTERNAL_SERVER_ERROR: "retryable" },
};

/** Zoho names errors by a code; those of a login come within a 200. */
function recognise({ status, headers, body: given }: Answer): Fault | undefined {
  const body = Buffer.isBuffer(given) && status >= 400 ? parsed(given) : given;
  const { error, code, message: text = "" } = (body ?? {}) as { error?: unknown; code?: unknown; message?: string };
  if (typeof error === "string") {
    // Ten tokens in ten minutes are all that an account gives.
    return { kind: /access denied|too many/i.test(error + text) ? "wait" : "auth", message: error };
  }
  if (status < 400 || typeof code !== "string") return undefined;
  const message = `${code}: ${text}`;
  if (code === "EXPIRED_VALUE" || code === "TOKEN_BOUND_DATA_MISMATCH") throw new CursorExpired(message);
  if (code === "PAGINATION_LIMIT_EXCEEDED") throw new WindowTooLarge(message);
  if (status === 429) {
    // The same code for too many at a time and for credits that are spent.
    return headers["x-api-credits-remaining"] === "0" ? { kind: "quota", message } : undefined;
  }
  const kind = kinds[code];
  return kind === undefined ? (status < 500 ? { kind: "bad_request", message } : undefined) : { kind, message };
}

function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString("utf8"));
  } catch {
    // An error without words: its status says enough.
    return {};
  }
}
