import { settleCents } from "../decomposition/settle-cents.ts";
import { cents, exact } from "../money.ts";
import type { RowCost } from "./campaign-costs.ts";
import { paybackDays } from "./payback.ts";

/** Weighted money of a row in the span, or on a day of it; `known` is that of orders with known costs, `cost` these. */
export interface Credit {
  readonly kind: "all" | "row" | "day";
  readonly key: string | null;
  readonly touched: boolean;
  readonly day: string | null;
  readonly amount: number;
  readonly known: number;
  readonly cost: number;
  readonly customers: number;
  readonly buyers: number;
}

/** Money to the cent; ratios are null where they cannot be known. */
export interface CampaignRow {
  readonly key: string | null;
  /** False for the row of what no touch comes before. */
  readonly touched: boolean;
  readonly cost: number | null;
  readonly leads: number | null;
  readonly customers: number;
  readonly revenue: number;
  /** Null where costs of goods are not known (the return is counted on revenue then), and of what nothing touched. */
  readonly margin: number | null;
  readonly roi: number | null;
  readonly roas: number | null;
  readonly cac: number | null;
  readonly paybackDays: number | null;
  readonly touches: number;
  readonly feedback: number | null;
}

export interface Campaigns {
  readonly basis: "margin" | "revenue";
  readonly rows: readonly CampaignRow[];
  /** Of all that touches are credited with. */
  readonly total: Pick<CampaignRow, "cost" | "leads" | "customers" | "revenue" | "margin" | "roi" | "roas" | "cac">;
  /** Credited or not. */
  readonly revenue: number;
  readonly buyers: number;
}

/** Return is counted on margin where the costs of this share of what is credited are known. */
const fewestKnown = 0.8;

/**
 * Rows of a campaign analysis: revenue is what valid orders brought less what returns of the span took back, to the cent,
 * so that the rows add up to the whole (largest remainder). `margin` = revenue × (1 − cost / money of the orders whose
 * costs are known), `roi` = (margin − cost) / cost, revenue where costs are not known, null where nothing is known to have been spent; `roas` = revenue
 * / cost; `cac` = cost per customer credited. Rows by key, what nothing touched last. O(rows · log rows).
 */
export function campaignRows(given: {
  readonly sold: readonly Credit[];
  readonly returned: readonly Credit[];
  readonly costs: ReadonlyMap<string | null, RowCost>;
  /** Keys of the rows whose costs are recorded, so that no cost in the span means none. */
  readonly recorded: ReadonlySet<string | null>;
  readonly leads: readonly { readonly key: string | null; readonly touched: boolean; readonly leads: number }[] | null;
  readonly touches: readonly {
    readonly key: string | null;
    readonly touches: number;
    readonly feedback: number | null;
  }[];
}): Campaigns {
  const { costs, recorded, leads, touches } = given;
  const all = [...given.sold, ...given.returned];
  const sold = new Map(given.sold.filter(({ kind }) => kind === "row").map((row) => [nameOf(row), row]));
  const names = new Map<string, { key: string | null; touched: boolean }>();
  const add = (row: { key: string | null; touched: boolean }) => {
    names.set(nameOf(row), { key: row.touched ? row.key : null, touched: row.touched });
  };
  for (const row of all) if (row.kind === "row") add(row);
  for (const key of costs.keys()) add({ key, touched: true });
  for (const row of leads ?? []) add(row);
  for (const { key } of touches) add({ key, touched: true });
  const rows = [...names.values()].sort(byKey);

  const amounts = sums(all.filter(({ kind }) => kind === "row"));
  const exactly = rows.map((row) => amounts.get(nameOf(row)) ?? 0);
  const revenue = cents(exact(exactly.reduce((sum, amount) => sum + amount, 0)));
  const settled = settleCents(exactly, revenue);
  const spent = [...costs].map(([key, { amount }]) => ({ key, amount }));
  const cost = cents(exact(spent.reduce((sum, { amount }) => sum + amount, 0)));
  const settledCost = settleCents(
    spent.map(({ amount }) => amount),
    cost,
  );
  const costOf = new Map(spent.map(({ key }, index) => [key, settledCost[index] as number]));

  const whole = given.sold.filter(({ kind }) => kind === "all");
  const credits = [...sold.values()].filter(({ touched }) => touched);
  const known = credits.reduce((sum, row) => sum + row.known, 0);
  const creditedMoney = credits.reduce((sum, row) => sum + row.amount, 0);
  const basis = known > 0 && known >= fewestKnown * creditedMoney ? "margin" : "revenue";
  const usual = known > 0 ? 1 - credits.reduce((sum, row) => sum + row.cost, 0) / known : 1;
  const ratioOf = (name: string) => {
    const row = sold.get(name);
    if (basis === "revenue") return 1;
    return row !== undefined && row.known > 0 ? 1 - row.cost / row.known : usual;
  };
  const days = new Map<string, Credit[]>();
  for (const row of all) {
    if (row.kind !== "day") continue;
    const list = days.get(nameOf(row));
    if (list === undefined) days.set(nameOf(row), [row]);
    else list.push(row);
  }
  const leadsOf = new Map((leads ?? []).map((row) => [nameOf(row), row.leads]));
  const touchesOf = new Map(touches.map((row) => [row.key, row]));

  const found = rows.map((row, index): CampaignRow => {
    const name = nameOf(row);
    const spending = row.touched ? costs.get(row.key) : undefined;
    const own = row.touched ? touchesOf.get(row.key) : undefined;
    const ratio = ratioOf(name);
    const customers = sold.get(name)?.customers ?? 0;
    const spentHere = row.touched ? (costOf.get(row.key) ?? (recorded.has(row.key) ? 0 : null)) : null;
    const margin = basis === "margin" && row.touched ? cents((settled[index] as number) * ratio) : null;
    const earned = (days.get(name) ?? [])
      .map(({ day, amount }) => ({ day: day ?? "", amount: amount * ratio }))
      .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
    return {
      ...row,
      leads: leads === null ? null : (leadsOf.get(name) ?? 0),
      customers,
      ...returnsOf(settled[index] as number, margin, spentHere, customers),
      paybackDays: paybackDays(earned, spending ?? null),
      touches: own?.touches ?? 0,
      feedback: own?.feedback ?? null,
    };
  });
  const credited = found.filter(({ touched }) => touched);
  const customers = whole.reduce((sum, row) => sum + row.customers, 0);
  // What some of it cost is not known, so neither is the return of the whole.
  const complete = credited.every((row) => row.cost !== null || row.revenue === 0);
  const total = (of: (row: CampaignRow) => number) => cents(credited.reduce((sum, row) => sum + of(row), 0));
  return {
    basis,
    rows: found,
    total: {
      leads: leads === null ? null : credited.reduce((sum, row) => sum + (row.leads ?? 0), 0),
      customers,
      ...returnsOf(
        total(({ revenue: own }) => own),
        basis === "margin" ? total(({ margin }) => margin ?? 0) : null,
        costs.size + recorded.size > 0 ? cost : null,
        customers,
      ),
      ...(complete ? {} : { roi: null, roas: null, cac: null }),
    },
    revenue,
    buyers: whole.reduce((sum, row) => sum + row.buyers, 0),
  };
}

/** What money brought for what it cost. */
function returnsOf(revenue: number, margin: number | null, cost: number | null, customers: number) {
  const paid = cost !== null && cost > 0;
  return {
    cost,
    revenue,
    margin,
    roi: paid ? ((margin ?? revenue) - cost) / cost : null,
    roas: paid ? revenue / cost : null,
    cac: paid && customers > 0 ? cost / customers : null,
  };
}

function sums(rows: readonly Credit[]): Map<string, number> {
  const found = new Map<string, number>();
  for (const row of rows) found.set(nameOf(row), (found.get(nameOf(row)) ?? 0) + row.amount);
  return found;
}

const nameOf = ({ key, touched }: { readonly key: string | null; readonly touched: boolean }) =>
  JSON.stringify(touched ? [key] : []);

function byKey(a: { key: string | null; touched: boolean }, b: { key: string | null; touched: boolean }): number {
  if (a.touched !== b.touched) return a.touched ? -1 : 1;
  if (a.key === b.key) return 0;
  return a.key === null || (b.key !== null && a.key > b.key) ? 1 : -1;
}
