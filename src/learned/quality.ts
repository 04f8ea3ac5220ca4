import type { Day } from "#calendar.ts";
import { defineLesson, type LessonInput } from "#learned.ts";
import { regionOfZone } from "#metrics/quality/contact-validity.ts";
import { accountContacts, accountsToCompare, contactContacts } from "#queries/quality-accounts.ts";
import { qualityOrders, qualityOutliers, qualityQuantities } from "#queries/quality-outliers.ts";
import checkContacts from "#tasks/check-contacts.ts";
import findDuplicates from "#tasks/find-duplicates.ts";

/** Accounts that are all compared with each other; of more, only those that share something outright. */
export const mostCompared = 150_000;
/** Rows read at a time. */
const batch = 50_000;
/** Orders whose medians are taken at once. */
const ordersAtOnce = 1_500_000;
/** Cells named as invalid at most, by table and field. */
const mostInvalid = 20_000;
const mostClusters = 5_000;

/** Accounts that are one, by key. */
export interface AccountCluster {
  readonly keys: readonly number[];
  readonly probability: number;
  /** Column → how far it agrees, of its most probable pair. */
  readonly evidence: Readonly<Record<string, string>>;
}

/** An order that looks like a slip of a zero. */
export interface SuspectOrder {
  readonly key: number;
  /** 0 where there is none. */
  readonly owner: number;
  readonly day: Day;
  /** What is out of proportion: its money, or the quantities of its lines. */
  readonly by: "amount" | "quantity";
  /** How many times what is usual. */
  readonly times: number;
  /** Is it a slip rather than a rare purchase? Quantities tell; money alone where there are none. */
  readonly likely: boolean;
}

/** Keys of rows whose cell cannot be what it should be. */
export interface InvalidCells {
  readonly table: "accounts" | "contacts";
  readonly field: "phone" | "email";
  readonly keys: readonly number[];
}

/**
 * What is wrong with the whole company's data and takes long to find: telephone numbers and addresses that cannot be
 * any, accounts recorded more than once, orders with a zero too many or too few. Keys only; no personal data.
 */
export default defineLesson({
  name: "quality",
  usual: {},
  async learn(input, _parameters: Readonly<Record<string, never>>) {
    const invalid = [...(await invalidCells(input, "accounts")), ...(await invalidCells(input, "contacts"))];
    return { invalid, ...(await clustersOf(input)), outliers: await outliersOf(input) };
  },
});

async function invalidCells(
  { view, compute, calendar }: LessonInput,
  table: InvalidCells["table"],
): Promise<InvalidCells[]> {
  const found: Record<InvalidCells["field"], number[]> = { phone: [], email: [] };
  const read = table === "accounts" ? accountContacts : contactContacts;
  const region = regionOfZone(calendar.zone);
  for (let after = 0, more = view.has(table); more; ) {
    const { id, phone, email, country } = await read(view, { after, most: batch });
    const bad = await compute(checkContacts, { cells: { phone, email, country }, region });
    for (const field of ["phone", "email"] as const) {
      for (const row of bad[field]) if (found[field].length < mostInvalid) found[field].push(id[row] as number);
    }
    after = id.at(-1) ?? 0;
    more = id.length === batch;
  }
  return (["phone", "email"] as const).map((field) => ({ table, field, keys: found[field] }));
}

async function clustersOf({
  view,
  compute,
}: LessonInput): Promise<{ clusters: AccountCluster[]; comparedAll: boolean }> {
  const { id, ...columns } = await accountsToCompare(view, { most: mostCompared + 1, all: true });
  const comparedAll = id.length <= mostCompared;
  const { id: keys, ...compared } = comparedAll
    ? { id, ...columns }
    : await accountsToCompare(view, { most: mostCompared, all: false });
  const found = await compute(findDuplicates, compared);
  const clusters = found.slice(0, mostClusters).map(({ rows, probability, evidence }) => ({
    keys: rows.map((row) => keys[row] as number),
    ...{ probability, evidence },
  }));
  return { clusters, comparedAll };
}

async function outliersOf({ view, asOf }: LessonInput): Promise<SuspectOrder[]> {
  const orders = view.covers("valid_orders") ? await qualityOrders(view, { from: "1970-01-01", to: asOf }) : 0;
  const parts = Math.ceil(orders / ordersAtOnce);
  const lines = view.has("order_lines");
  const found: SuspectOrder[] = [];
  for (let part = 0; part < parts; part++) {
    const amounts = await qualityOutliers(view, { to: asOf, parts, part });
    found.push(...suspects(amounts, "amount", !lines));
    if (lines) found.push(...suspects(await qualityQuantities(view, { to: asOf, parts, part }), "quantity", true));
  }
  return found;
}

function suspects(
  { id, owner, ordered_on, times }: Awaited<ReturnType<typeof qualityOutliers>>,
  by: SuspectOrder["by"],
  likely: boolean,
): SuspectOrder[] {
  return ordered_on.map((day, row) => ({
    ...{ key: id[row] as number, owner: owner[row] as number, day, by, times: times[row] as number, likely },
  }));
}
