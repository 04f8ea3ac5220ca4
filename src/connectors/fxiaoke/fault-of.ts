import type { Answer, Fault } from "#http/fault.ts";

/**
 * Return codes that mean more than a request that is wrong. The published table is not kept by the gateway (it says 10006
 * of a wrong secret and 20017 of a token that is missing), so all that is not known is a bad request with its words.
 */
const kinds: Readonly<Record<number, Fault["kind"]>> = {
  ...{ [-2]: "retryable", [-1]: "retryable", 50009: "retryable" },
  // Too fast, however the interface says it: it was not carried out, so it may be sent again.
  ...{ 14001: "wait", 30004: "wait" },
  // Today's calls until midnight, and calls that were never bought.
  ...{ 30002: "quota", 30003: "quota" },
  ...{ 20005: "expired", 20016: "expired", 11014: "expired" },
  ...{ 11001: "auth", 11002: "auth", 11013: "auth", 20006: "auth", 20012: "auth", 20015: "auth", 20017: "auth" },
  ...{ 15003: "permission", 20014: "permission", 20020: "permission", 20021: "permission", 20022: "permission" },
  20023: "permission",
};

/** What an answer says in its own words: every one is a 200, and only `errorCode` 0 is good. */
export function faultOf({ status, body }: Answer): Fault | null | undefined {
  // What stands before the gateway speaks HTTP.
  if (status >= 300) return undefined;
  const { errorCode, errorMessage = "", errorDescription = "" } = Object(body) as Record<string, unknown>;
  const code = Number(errorCode ?? Number.NaN);
  if (Number.isNaN(code)) {
    return { kind: "schema", message: "the answer has no errorCode: is FXIAOKE_URL an address open…, not www…?" };
  }
  if (code === 0) return null;
  const words = [...new Set([errorMessage, errorDescription])].filter((text) => text !== "").join(", ");
  return { kind: kinds[code] ?? "bad_request", message: `${code} ${words}`.trim() };
}
