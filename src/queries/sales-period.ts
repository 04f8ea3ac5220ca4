import type { View } from "#store.ts";
import { type BuyersBucket, sample as bucket, buyersByBucket } from "./buyers-by-bucket.ts";
import { returnsByBucket } from "./returns-by-bucket.ts";
import { returnsByGroup } from "./returns-by-group.ts";
import { salesByBucket } from "./sales-by-bucket.ts";
import { salesByGroup } from "./sales-by-group.ts";

export const sample: BuyersBucket = bucket;

/** What a period sold by bucket; `returned` is null where returns cannot honour the question's filters. */
export async function salesOfPeriod(view: View, { from, to, grain, ofAccounts }: BuyersBucket) {
  const at = { from, to, grain };
  const [sold, buyers, returned] = await Promise.all([
    salesByBucket(view, at),
    buyersByBucket(view, { ...at, ofAccounts }),
    returnsOf(view, () => returnsByBucket(view, at)),
  ]);
  return { sold, buyers, returned };
}

/** What a period sold by the question's group; `returned` is null where returns cannot honour it. */
export async function groupedSales(view: View, { from, to, ofAccounts }: Omit<BuyersBucket, "grain">) {
  const [sold, returned] = await Promise.all([
    salesByGroup(view, { from, to, ofAccounts }),
    returnsOf(view, () => returnsByGroup(view, { from, to })),
  ]);
  return { sold, returned };
}

/** A source without returns took nothing back; returns that cannot honour the question are not known. */
async function returnsOf<Key>(view: View, read: () => Promise<ReadonlyMap<Key, number>>) {
  if (!view.has("returns")) return new Map<Key, number>();
  return view.covers("returns") ? read() : null;
}
