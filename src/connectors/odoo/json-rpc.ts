import { SourceError } from "#errors.ts";
import type { Api } from "#http/api.ts";
import type { Answer, Fault } from "#http/fault.ts";
import { type Door, faultOf } from "./door.ts";

interface Body {
  readonly result?: unknown;
  readonly error?: { readonly message?: string; readonly data?: { readonly name?: string; readonly message?: string } };
}

/** `/jsonrpc`, Odoo 14 to 19: every call carries the credentials, errors come with status 200. */
export function jsonRpc({ database, login, key }: { database: string; login: string; key: string }): Door {
  let user: Promise<number> | null = null;

  async function post(api: Api, service: string, method: string, args: readonly unknown[]) {
    const body = { jsonrpc: "2.0", method: "call", id: 1, params: { service, method, args } };
    const answer = await api.call({ method: "POST", path: "/jsonrpc", body });
    return { result: (answer.body as Body).result ?? null, at: answer.headers.date };
  }

  async function authenticate(api: Api): Promise<number> {
    const { result } = await post(api, "common", "authenticate", [database, login, key, {}]);
    if (typeof result === "number") return result;
    throw new SourceError("odoo", "the server does not know this login with this key", {
      kind: "auth",
      hint: "ODOO_LOGIN is the login name of the user whose API key ODOO_API_KEY is; ODOO_DATABASE the database's name.",
    });
  }

  return {
    recognise,
    async call(api, { model, method, ids, named, domain }) {
      user ??= authenticate(api);
      user.catch(() => {
        user = null;
      });
      const positional = [...(ids === undefined ? [] : [ids]), ...(domain === undefined ? [] : [domain])];
      return post(api, "object", "execute_kw", [database, await user, key, model, method, positional, named]);
    },
  };
}

function recognise({ status, body }: Answer): Fault | null | undefined {
  if (status >= 300) return undefined;
  if (typeof body !== "object" || body === null) {
    return { kind: "schema", message: "what answered is not Odoo: is ODOO_URL its address?" };
  }
  const { error } = body as Body;
  return error && faultOf(error.data?.name ?? "", error.data?.message ?? error.message ?? "");
}
