import { SourceError } from "#errors.ts";
import type { Api } from "#http/api.ts";
import { askBills } from "./bill-query.ts";

/** The server's clock, as any answer tells it; ours where none comes because of a missing right. */
export async function serverClock(api: Api, now: Date): Promise<Date> {
  try {
    const { headers } = await askBills(api, { form: "BD_Currency", fields: ["FNumber"], limit: 1 });
    const told = Date.parse(headers.date ?? "");
    return Number.isNaN(told) ? now : new Date(told);
  } catch (error) {
    if (error instanceof SourceError && (error.kind === "permission" || error.kind === "bad_request")) return now;
    throw error;
  }
}
