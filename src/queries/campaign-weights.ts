/** How the money of an order is shared among the campaign touches before it. */
export const attributions = ["last", "first", "linear", "position", "decay"] as const;
export type Attribution = (typeof attributions)[number];

/** A touch counts for orders that follow within so many days. */
export const attributionDays = 90;
/** Days after which a touch counts half in time decay. */
export const halfLifeDays = 7;

const recency = `pow(0.5, date_diff('second', touched_at, moment) / ${halfLifeDays * 86_400}.0)`;

/**
 * SQL of a touch's share of its sale (the columns `sale` tell sales apart), from `touches` (how many the sale has) and `place` (1 for the earliest); the shares
 * of a sale's touches sum to 1. Position: 40 % each to the first and the last, 20 % to those between; one touch takes all,
 * two take half each.
 */
export function weightOf(attribution: Attribution, sale: string): string {
  switch (attribution) {
    case "first":
      return "CASE WHEN place = 1 THEN 1.0 ELSE 0.0 END";
    case "last":
      return "CASE WHEN place = touches THEN 1.0 ELSE 0.0 END";
    case "linear":
      return "1.0 / touches";
    case "position":
      return `CASE WHEN touches <= 2 THEN 1.0 / touches
        WHEN place = 1 OR place = touches THEN 0.4 ELSE 0.2 / (touches - 2) END`;
    case "decay":
      return `${recency} / sum(${recency}) OVER (PARTITION BY ${sale})`;
  }
}
