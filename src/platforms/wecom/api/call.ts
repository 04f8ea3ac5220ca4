import { isAxiosError } from "axios";
import { SourceError } from "#errors.ts";
import { attempts, backOff } from "../back-off.ts";
import { isBusy, isLimited, Lost, type Refusal, refused } from "../refusals.ts";

/** What every reply of WeCom's API has. */
export interface ApiReply extends Partial<Refusal> {
  readonly [field: string]: unknown;
}

/** Nothing was taken: no connection, or refused by the server before it did anything. */
const untaken: ReadonlySet<unknown> = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", 429, 500, 503]);

/**
 * Calls WeCom's API, which answers HTTP 200 and says in `errcode` whether it did anything. Backs off when it is busy or
 * asked too often; after a lost reply it calls again only where that does no harm.
 * @throws Lost when a reply was lost and `afterLoss` is `never`; SourceError for a refusal.
 */
export async function call(
  work: () => Promise<{ readonly data: ApiReply }>,
  afterLoss: "again" | "never" = "again",
): Promise<ApiReply> {
  for (let attempt = 1; ; attempt++) {
    try {
      const { data } = await work();
      const { errcode = 0, errmsg = "" } = data;
      if (errcode === 0) return data;
      const refusal = { errcode, errmsg };
      if (!(isBusy(refusal) || isLimited(refusal)) || attempt === attempts) throw refused(refusal);
      await backOff(attempt, refusal);
    } catch (error) {
      if (!isAxiosError(error)) throw error;
      const status = error.response?.status;
      const taken = !(untaken.has(error.code) || untaken.has(status));
      // A request that is wrong in itself stays wrong; after the others nobody knows.
      const wrong = status !== undefined && status < 500 && status !== 429;
      if (taken && afterLoss === "never" && !wrong) throw new Lost(error);
      if (wrong || attempt === attempts) {
        // The cause would carry the request's address, and with it a key or a token.
        throw new SourceError("wecom", status === undefined ? (error.code ?? "no reply") : `HTTP ${status}`, {
          retryable: !wrong,
        });
      }
      await backOff(attempt);
    }
  }
}
