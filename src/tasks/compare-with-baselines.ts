import { campaignBaseline } from "#metrics/campaign/baseline.ts";
import { defineTask } from "#task.ts";

interface Input {
  /** Money by ascending business day. */
  readonly days: readonly { readonly day: string; readonly money: number }[];
  readonly campaigns: readonly { readonly from: string; readonly to: string }[];
  /** The day after the last that is known. */
  readonly known: string;
}

/** What was to be expected of the weeks of each campaign; null where too little came before. */
export default defineTask(import.meta.url, ({ days, campaigns, known }: Input) =>
  campaigns.map(({ from, to }) => campaignBaseline(days, { from, to, known })),
);
