import { z } from "zod";
import { fewestScored, rfm } from "#metrics/rfm/rfm.ts";
import { readTable } from "./table.ts";
import { defineAccuracyTask } from "./task.ts";

const date = z.iso.date();
const day = 86_400_000;

/**
 * `account_id,ordered_at,net`, each row a valid order, times in ISO 8601 and in UTC where they name no zone. Orders count
 * up to the end of the day `--as-of`, from the day `--from` or, with `--days 365`, on as many days; else from the first.
 */
export default defineAccuracyTask({
  options: z.object({
    data: z.string(),
    "as-of": date,
    from: date.optional(),
    days: z.coerce.number().int().min(1).optional(),
  }),
  run({ data, "as-of": asOf, from, days }) {
    const last = Date.parse(asOf) / day;
    const first = from ? Date.parse(from) / day : days ? last - days + 1 : -Infinity;
    const accounts = new Map<string, { last: number; frequency: number; monetary: number }>();
    const excluded = { unreadable: 0, outside: 0 };
    for (const row of readTable(data).rows) {
      const account = row.account_id?.trim() ?? "";
      const ordered = orderDay(row.ordered_at ?? "");
      const net = Number(row.net?.trim() || Number.NaN);
      if (account === "" || !Number.isFinite(ordered) || !Number.isFinite(net)) excluded.unreadable += 1;
      else if (ordered < first || ordered > last) excluded.outside += 1;
      else {
        const found = accounts.get(account) ?? { last: ordered, frequency: 0, monetary: 0 };
        found.last = Math.max(found.last, ordered);
        found.frequency += 1;
        found.monetary += net;
        accounts.set(account, found);
      }
    }
    const customers = [...accounts]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([account, found]) => ({
        account,
        recencyDays: last - found.last,
        frequency: found.frequency,
        // Money is kept in ten-thousandths: sums that differ only by binary rounding must share a score.
        monetary: Math.round(found.monetary * 1e4) / 1e4,
      }));
    const { scored, summary } = rfm(customers);
    const named = customers.length >= fewestScored;
    return {
      columns: ["account_id", "recency_days", "frequency", "monetary", "r", "f", "m", "segment"],
      rows: customers.map(({ account, recencyDays, frequency, monetary }, index) => {
        const { r, f, m, segment } = scored[index]!;
        return [account, recencyDays, frequency, monetary, r, f, m, named ? segment : null];
      }),
      summary: {
        n: customers.length,
        revenue: Math.round(summary.revenue * 100) / 100,
        segments: Object.fromEntries(summary.segments.map((part) => [part.segment, part.customers])),
        excluded,
      },
    };
  },
});

/** Days since 1970 of an ISO time, by the UTC calendar; not a number for anything else. */
function orderDay(text: string): number {
  const time = text.trim().replace(" ", "T");
  if (!/^\d{4}-\d\d-\d\d/.test(time)) return Number.NaN;
  const zoned = time.length === 10 || /(Z|[+-]\d\d:?\d\d)$/i.test(time) ? time : `${time}Z`;
  return Math.floor(Date.parse(zoned) / day);
}
