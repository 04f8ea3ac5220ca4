import type { View } from "#store.ts";
import { measureBuyers } from "./measure-buyers.ts";
import { measureSales } from "./measure-sales.ts";
import { sample as span } from "./sales-span.ts";
import { returnsMade, servedOrders } from "./satisfaction-orders.ts";
import { ticketService } from "./satisfaction-responses.ts";
import type { SatisfactionSpan } from "./satisfaction-spans.ts";

/** What may stand behind a change: numbers that can be read by the values of a dimension. */
type Suspect = "late_deliveries" | "slow_answers" | "return_rate" | "buyers" | "orders_per_buyer" | "value_per_order";

interface Days {
  readonly from: string;
  readonly to: string;
  readonly start: Date;
  readonly end: Date;
}

export interface SuspectQuestion {
  /** JSON name of the indicator that changed. */
  readonly id: string;
  readonly before: Days;
  readonly after: Days;
  readonly asOfEnd: Date;
}

export const sample: SuspectQuestion = { id: "nps", before: span, after: span, asOfEnd: span.end };

const quality = ["late_deliveries", "slow_answers", "return_rate"] as const;
/** What may stand behind a change of what: shares of which more is worse, and what revenue is made of. */
const behind: Readonly<Record<string, readonly Suspect[]>> = {
  revenue: ["buyers", "orders_per_buyer", "value_per_order"],
  nps: quality,
  complaints_per_100_customers: ["late_deliveries", "slow_answers"],
  complaints_per_100_orders: ["late_deliveries", "slow_answers"],
  return_rate: ["late_deliveries"],
  repeat_rate: quality,
  rebuy_rate: quality,
};

interface GroupSums {
  readonly value: string | null;
  readonly over: number;
  readonly under: number | null;
}

/** What may stand behind an indicator's change, in two periods by the question's group, as far as the data give it. */
export async function suspectSums(view: View, { id, before, after, asOfEnd }: SuspectQuestion) {
  const known = (behind[id] ?? []).filter((name) => {
    const { tables, relations } = readers[name];
    return relations.every((relation) => view.covers(relation)) && tables.every((table) => view.has(table));
  });
  const spans = [before, after].map((days) => ({ ...days, asOfEnd }));
  return Promise.all(
    known.map(async (name) => {
      const [one = [], other = []] = await Promise.all(spans.map((days) => readers[name].read(view, days)));
      return { name, before: one, after: other };
    }),
  );
}

interface Reader {
  readonly tables: readonly string[];
  readonly relations: readonly string[];
  readonly read: (view: View, span: Days & SatisfactionSpan) => Promise<GroupSums[]>;
}

const readers: Readonly<Record<Suspect, Reader>> = {
  late_deliveries: {
    tables: ["orders"],
    relations: ["valid_orders"],
    read: async (view, span) =>
      (await servedOrders(view, span)).map(({ part, late, delivered }) => {
        return { value: part, over: late ?? 0, under: delivered ?? 0 };
      }),
  },
  slow_answers: {
    tables: ["tickets"],
    relations: ["tickets"],
    read: async (view, span) =>
      (await ticketService(view, span)).map(({ part, slow, waiting, answered }) => {
        return { value: part, over: slow + waiting, under: answered + waiting };
      }),
  },
  return_rate: {
    tables: ["orders", "returns"],
    relations: ["valid_orders", "returns"],
    read: async (view, span) => {
      const [placed, returned] = await Promise.all([servedOrders(view, span), returnsMade(view, span)]);
      const back = new Map(returned.map(({ part, returned }) => [part, returned]));
      return placed.map(({ part, placed: orders }) => ({ value: part, over: back.get(part) ?? 0, under: orders }));
    },
  },
  buyers: ofSales(({ buyers }) => ({ over: buyers, under: null })),
  orders_per_buyer: ofSales(({ buyers, orders }) => ({ over: orders, under: buyers })),
  value_per_order: ofSales(({ sold, orders }) => ({ over: sold, under: orders })),
};

/** Of what valid orders brought, by group. */
function ofSales(pick: (sums: { buyers: number; orders: number; sold: number }) => Omit<GroupSums, "value">): Reader {
  return {
    tables: [],
    relations: ["sales"],
    async read(view, days) {
      const span = { ...days, grain: null };
      const [sold, bought] = await Promise.all([measureSales(view, span), measureBuyers(view, span)]);
      const buyers = new Map(bought.map(({ part, sums }) => [part, sums.buyers ?? 0]));
      return sold.map(({ part, sums }) => {
        return {
          value: part,
          ...pick({ buyers: buyers.get(part) ?? 0, orders: sums.orders ?? 0, sold: sums.sold ?? 0 }),
        };
      });
    },
  };
}
