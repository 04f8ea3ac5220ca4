import { isAxiosError } from "axios";
import { SendError } from "#errors.ts";
import { attempts, backOff } from "../back-off.ts";
import { isBusy, isLimited, Lost, type Refusal, refused } from "../refusals.ts";

/** What every reply of WeCom's API has. */
export interface ApiReply extends Partial<Refusal> {
  readonly [field: string]: unknown;
}

/** Nothing was taken: no connection, or refused by the server before it did anything. */
const untaken: ReadonlySet<unknown> = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", 429, 503]);

/** A reply that is none of WeCom's: a gateway's page, or half a reply. Nobody knows what was done. */
class Unreadable extends Error {}

function read(data: unknown): ApiReply {
  if (typeof data === "object" && data !== null) return data as ApiReply;
  throw new Unreadable("an unreadable reply");
}

/**
 * Calls WeCom's API, which answers HTTP 200 and says in `errcode` whether it did anything. Backs off when it is busy or
 * asked too often. After a lost reply: `again` where the call shows nothing to anybody, `known` where WeCom itself sees
 * to it that the same does not arrive twice, `never` for all else.
 * @throws Lost when nobody knows whether it arrived; SendError for a refusal, or what was surely not taken.
 */
export async function call(
  work: () => Promise<{ readonly data: unknown }>,
  afterLoss: "again" | "known" | "never" = "again",
): Promise<ApiReply> {
  for (let attempt = 1; ; attempt++) {
    try {
      const data = read((await work()).data);
      const { errcode = 0, errmsg = "" } = data;
      if (errcode === 0) return data;
      const refusal = { errcode, errmsg };
      if (!(isBusy(refusal) || isLimited(refusal)) || attempt === attempts) throw refused(refusal);
      await backOff(attempt, refusal);
    } catch (error) {
      if (!isAxiosError(error) && !(error instanceof Unreadable)) throw error;
      const { code, status } = isAxiosError(error)
        ? { code: error.code, status: error.response?.status }
        : { code: error.message, status: undefined };
      const taken = !(untaken.has(code) || untaken.has(status));
      // A request that is wrong in itself stays wrong; after the others nobody knows.
      const wrong = status !== undefined && status < 500 && status !== 429;
      const last = attempt === attempts;
      if (taken && !wrong && (afterLoss === "never" || (afterLoss === "known" && last))) throw new Lost(error);
      if (wrong || last) {
        // The cause would carry the request's address, and with it a key or a token.
        const said = status === undefined ? (code ?? "no reply") : `HTTP ${status}`;
        throw new SendError("wecom", said, { fate: wrong ? "refused" : "later" });
      }
      await backOff(attempt);
    }
  }
}
