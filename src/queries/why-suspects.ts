import type { View } from "#store.ts";
import { measureBuyers } from "./measure-buyers.ts";
import { sample as span } from "./sales-span.ts";
import { salesSums } from "./sales-sums.ts";
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
  const wanted = behind[id] ?? [];
  const spans = [before, after].map((days) => ({ ...days, asOfEnd }));
  const known = sources.filter(
    ({ suspects, tables, relations }) =>
      suspects.some((name) => wanted.includes(name)) &&
      relations.every((relation) => view.covers(relation)) &&
      tables.every((table) => view.has(table)),
  );
  const read = await Promise.all(
    known.map(async ({ suspects, read: readSums }) => {
      const [one, other] = await Promise.all(spans.map((days) => readSums(view, days)));
      return suspects.map((name) => [name, { name, before: one?.[name] ?? [], after: other?.[name] ?? [] }] as const);
    }),
  );
  const found = new Map(read.flat());
  return wanted.flatMap((name) => found.get(name) ?? []);
}

/** One reading of the data, which tells of one suspect or several. */
interface Source {
  readonly suspects: readonly Suspect[];
  readonly tables: readonly string[];
  readonly relations: readonly string[];
  readonly read: (view: View, span: Days & SatisfactionSpan) => Promise<Partial<Record<Suspect, readonly GroupSums[]>>>;
}

const sources: readonly Source[] = [
  {
    suspects: ["late_deliveries"],
    tables: ["orders"],
    relations: ["valid_orders"],
    async read(view, span) {
      const served = await servedOrders(view, span);
      const sums = served.map(({ part, late, delivered }) => ({ value: part, over: late ?? 0, under: delivered ?? 0 }));
      return { late_deliveries: sums };
    },
  },
  {
    suspects: ["slow_answers"],
    tables: ["tickets"],
    relations: ["tickets"],
    async read(view, span) {
      const service = await ticketService(view, span);
      const sums = service.map(({ part, slow, waiting, answered }) => {
        return { value: part, over: slow + waiting, under: answered + waiting };
      });
      return { slow_answers: sums };
    },
  },
  {
    suspects: ["return_rate"],
    tables: ["orders", "returns"],
    relations: ["valid_orders", "returns"],
    async read(view, span) {
      const [placed, returned] = await Promise.all([servedOrders(view, span), returnsMade(view, span)]);
      const back = new Map(returned.map((row) => [row.part, row.returned]));
      return {
        return_rate: placed.map(({ part, placed: orders }) => ({
          value: part,
          over: back.get(part) ?? 0,
          under: orders,
        })),
      };
    },
  },
  {
    suspects: ["buyers", "orders_per_buyer", "value_per_order"],
    tables: [],
    relations: ["sales"],
    async read(view, days) {
      const span = { ...days, grain: null };
      const [sold, bought] = await Promise.all([salesSums(view, span), measureBuyers(view, span)]);
      const counts = new Map(bought.map(({ part, sums }) => [part, sums.buyers ?? 0]));
      const groups = sold.map(({ part, net, orders }) => ({ value: part, net, orders, buyers: counts.get(part) ?? 0 }));
      return {
        buyers: groups.map(({ value, buyers }) => ({ value, over: buyers, under: null })),
        orders_per_buyer: groups.map(({ value, orders, buyers }) => ({ value, over: orders, under: buyers })),
        value_per_order: groups.map(({ value, net, orders }) => ({ value, over: net, under: orders })),
      };
    },
  },
];
