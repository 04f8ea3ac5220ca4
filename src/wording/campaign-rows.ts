import type { Words } from "#messages.ts";
import type { CampaignOrder } from "#metrics/campaign/campaign-order.ts";
import type { ToldRow } from "#metrics/campaign/campaign-result.ts";
import type { Campaigns } from "#metrics/campaign/campaign-rows.ts";
import { smallSample } from "./caveats.ts";

/** All that is said of campaigns. */
export interface CampaignStory {
  readonly words: Words;
  readonly dimension: string;
  readonly per: "campaign" | "channel" | "group";
  /** In the order asked for, what nothing touched last; at least one row. */
  readonly rows: readonly ToldRow[];
  readonly found: Campaigns;
  readonly before: Campaigns | null;
  readonly attribution: string;
  readonly sort: CampaignOrder;
  /** Are only some campaigns asked about? */
  readonly selected: boolean;
  /** Are costs divided among parts of the customers? */
  readonly partly: boolean;
  /** Won deals stand for orders. */
  readonly deals: boolean;
  /** Could returns be taken off? */
  readonly returns: boolean;
  readonly excluded: readonly { readonly rows: number }[];
}

export function rowName(words: Words, { touched, campaign, channel, key }: ToldRow): string {
  return touched ? (campaign ?? channel ?? key ?? words.say("unnamed")) : words.say("none");
}

/** What a row brought back: margin where it is known. */
export const earnedBy = (row: ToldRow) => row.margin ?? row.revenue;
/** The same, as it is read. */
export function earnedText(words: Words, row: ToldRow): string {
  return words.say(row.margin === null ? "earned_revenue" : "earned_margin", { money: words.money(earnedBy(row)) });
}

/** Is nobody known whom it reached? What it brought back is then not known either. */
export const isUnreached = ({ touched, touches, leads, revenue }: ToldRow) =>
  touched && touches === 0 && (leads ?? 0) === 0 && revenue === 0;

/** Rows whose return is known, the best first. */
export const byReturn = (rows: readonly ToldRow[]) =>
  rows
    .filter((row) => row.touched && row.roi !== null && !isUnreached(row))
    .toSorted((a, b) => (b.roi ?? 0) - (a.roi ?? 0));

/** The single campaign that is asked about; null where rows are several, or no campaigns. */
export function singleOf({ per, rows }: CampaignStory): ToldRow | null {
  if (per !== "campaign") return null;
  const touched = rows.filter((row) => row.touched);
  return touched.length === 1 ? (touched[0] ?? null) : null;
}

/** A row's value by which rows are ranked, and as it is read; null where it is not known. */
export function measureOf(words: Words, row: ToldRow, order: CampaignOrder): { value: number; text: string } | null {
  const figure = (value: number | null, text: (value: number) => string) =>
    value === null ? null : { value, text: text(value) };
  switch (order) {
    case "roi":
      return figure(row.roi, words.change);
    case "roas":
      return figure(row.roas, (value) => words.number(Math.round(value * 100) / 100));
    case "payback":
      return figure(row.paybackDays, (n) => words.say("payback_value", { n }));
    case "feedback":
      return figure(row.feedback, (value) => words.number(Math.round(value * 10) / 10));
    case "leads":
    case "customers":
      return figure(row[order], words.integer);
    default:
      return figure(row[order], words.money);
  }
}

/** Has the row an experiment of which something can be said, with enough members in both arms? */
export function isTested({ lifts }: ToldRow): boolean {
  return lifts.some(({ treated, control }) => Math.min(treated, control) >= smallSample);
}
