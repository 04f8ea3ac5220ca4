import type { Answer, Fault } from "#http/fault.ts";

/** What a service says of itself; queries that succeed give rows instead. */
interface Status {
  readonly IsSuccess?: boolean;
  readonly MsgCode?: number;
  readonly Errors?: readonly { readonly Message?: string }[];
}

const lost = "会话信息已丢失";
/** Says the same of a session that ended and of credentials that are wrong. */
const lostCode = 1;

/** What an answer's own words mean: Kingdee tells errors in a 200, wrapped in as many lists as rows would be. */
export function recognise({ status, body }: Answer): Fault | null | undefined {
  if (typeof body === "string") return ofText(body, status);
  const given = inmost(body);
  const told = statusOf(given);
  if (told !== undefined) {
    if (told.IsSuccess === true) return null;
    const message = (told.Errors ?? []).map(({ Message = "" }) => Message).join("; ") || "refused without a reason";
    return { kind: told.MsgCode === lostCode ? "expired" : kindOf(message), message };
  }
  const blocked = blockedBy(given);
  return blocked === undefined ? undefined : { kind: "bad_request", message: blocked };
}

function ofText(text: string, status: number): Fault | undefined {
  if (text.includes(lost)) return { kind: "expired", message: lost };
  // A wrong data centre is a 500 that will never pass.
  const verification = /fail to verify[\w ]{0,40}/i.exec(text)?.[0];
  if (verification !== undefined) return { kind: "auth", message: `${verification}: is KINGDEE_ACCT_ID right?` };
  if (status >= 300 || text === "") return undefined;
  return { kind: "schema", message: "the answer is none of Kingdee's: does KINGDEE_URL end with k3cloud?" };
}

function kindOf(message: string): Fault["kind"] {
  if (message.includes(lost)) return "expired";
  if (message.includes("权限")) return "permission";
  if (/频繁|限流/.test(message)) return "wait";
  return /超时|死锁|繁忙|timeout|deadlock/i.test(message) ? "retryable" : "bad_request";
}

function inmost(body: unknown): unknown {
  let given = body;
  for (let depth = 0; depth < 2 && Array.isArray(given) && given.length === 1; depth++) given = given[0];
  return given;
}

function statusOf(given: unknown): Status | undefined {
  const { Result } = (typeof given === "object" && given !== null ? given : {}) as { Result?: unknown };
  if (typeof Result !== "object" || Result === null) return undefined;
  return (Result as { ResponseStatus?: Status }).ResponseStatus;
}

/** A request filter before the service answers with what a browser is to show. */
function blockedBy(given: unknown): string | undefined {
  const { actionname, params } = (given ?? {}) as { actionname?: unknown; params?: readonly { msg?: string }[] };
  return actionname === undefined ? undefined : (params?.[0]?.msg ?? "blocked without a reason");
}
