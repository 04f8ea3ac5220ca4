import { createHash } from "node:crypto";
import type { ConnectorContext } from "#connector.ts";
import { SourceError } from "#errors.ts";
import { type Api, createApi } from "#http/api.ts";
import type { Answer, Fault } from "#http/fault.ts";

/** A record as Wukong's lists give it. */
export type Item = Readonly<Record<string, unknown>>;

interface Body {
  readonly code?: number;
  readonly msg?: string;
  readonly data?: unknown;
}

/** How long a password that was refused is not tried again: three failures lock the account. */
const refusedMs = 60 * 60_000;
const sessionMs = 6 * 86_400_000;
const perSecond = 20;

/** What the code in an answer says; Wukong answers 200 whatever happens. */
function recognise({ status, body }: Answer): Fault | null | undefined {
  if (status >= 300) return undefined;
  const { code, msg = "" } = (typeof body === "object" && body !== null ? body : {}) as Body;
  const message = `${code}: ${msg}`;
  if (code === undefined) return { kind: "schema", message: "the answer is none of Wukong's: is the address right?" };
  if (code === 0) return null;
  if (code === 302) return { kind: "expired", message };
  if (code === 403) return { kind: "wait", message, waitMs: 1_000 };
  if (code === 401) return { kind: "permission", message };
  if (code === 500 || code === 408) return { kind: "retryable", message };
  return { kind: "bad_request", message };
}

export interface Access {
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

/** Wukong's API: one session, never a second try of a password that was refused. */
export function openApi(
  { url, user, password }: Access,
  { secrets, now }: Pick<ConnectorContext, "secrets" | "now">,
): Api {
  const digest = createHash("sha256").update([url, user, password].join("\n")).digest("hex").slice(0, 12);
  const refusal = `refused ${digest}`;
  const refused = (): SourceError =>
    new SourceError("wukong", `the user or the password was refused`, {
      kind: "auth",
      hint: "Check WUKONG_USER and WUKONG_PASSWORD. Wukong locks a user after three failures: the same ones are not tried again for an hour.",
    });
  return createApi({
    ...{ name: "wukong", baseURL: url, secrets: [password], recognise },
    limits: { default: { calls: { count: perSecond, perMs: 1_000 }, concurrency: 1 } },
    session: {
      async login(ask) {
        const since = Number((await secrets.get(refusal)) ?? 0);
        if (now.getTime() - since < refusedMs) throw refused();
        const body = { username: user, password, loginType: 1, type: 1 };
        try {
          const { data } = (await ask({ method: "POST", path: "/login", body })).body as Body;
          const token = (data as { adminToken?: unknown } | undefined)?.adminToken;
          if (typeof token !== "string") throw new SourceError("wukong", "the login gave no token", { kind: "schema" });
          return { token, expires: now.getTime() + sessionMs };
        } catch (error) {
          if (!(error instanceof SourceError) || error.kind !== "bad_request") throw error;
          await secrets.set(refusal, String(now.getTime()));
          throw refused();
        }
      },
      headers: ({ token }) => ({ "Admin-Token": token }),
      kept: secrets,
    },
  });
}

/** One page of a list, and how many records it has in all. */
export interface ListPage {
  readonly list: readonly Item[];
  readonly total: number;
  readonly page: number;
}

/** Asks for a page. Throws SourceError `schema` for an answer of another form. */
export async function listPage(api: Api, path: string, body: Item): Promise<ListPage> {
  const { data } = (await api.call({ method: "POST", path, body })).body as Body;
  const { list, totalRow, pageNumber } = (data ?? {}) as { list?: Item[]; totalRow?: number; pageNumber?: number };
  if (!Array.isArray(list)) throw new SourceError("wukong", `${path}: the answer holds no list`, { kind: "schema" });
  return { list, total: Number(totalRow ?? list.length), page: Number(pageNumber ?? body.page) };
}
