import type { Answer, Fault } from "#http/fault.ts";
import { type Door, faultOf } from "./door.ts";

/** `/json/2`, from Odoo 19: a bearer key instead of a login, and real status codes. */
export function json2({ database, key }: { database: string; key: string }): Door {
  return {
    recognise,
    async call(api, { model, method, ids, named, domain }) {
      const answer = await api.call({
        ...{ method: "POST", path: `/json/2/${model}/${method}` },
        headers: { authorization: `bearer ${key}`, "x-odoo-database": database },
        body: { ...named, ...(ids === undefined ? {} : { ids }), ...(domain === undefined ? {} : { domain }) },
      });
      return { result: answer.body, at: answer.headers.date };
    },
  };
}

function recognise({ status, body }: Answer): Fault | undefined {
  if (status === 401) return { kind: "auth", message: "the server does not know this key" };
  const { name, message } = (body ?? {}) as { readonly name?: unknown; readonly message?: unknown };
  if (status < 300 || status === 429 || typeof name !== "string") return undefined;
  return faultOf(name, String(message));
}
