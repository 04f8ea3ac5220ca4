import { notedBars } from "#charts/noted-bars.ts";
import { type Learnt, learntNotes, nameOf, ownerOf, type ToldBuyer, type ToldReply } from "./recommend-story.ts";
import { shownRows } from "./shown-rows.ts";

/** Who will buy one product. */
export interface BuyersStory extends Learnt {
  readonly product: string;
  /** At least one, the likeliest first: those that the data lists. */
  readonly buyers: readonly ToldBuyer[];
  /** All likely buyers. */
  readonly total: number;
  /** What a line with the product brings; null when none was sold in the period. */
  readonly worth: number | null;
  /** Command that shows what goes with it; null when nobody can be asked. */
  readonly basket: string | null;
}

/** Accounts that a call list begins with. */
const called = 10;

/** What is said of a product's likely buyers. */
export function tellBuyers(story: BuyersStory, shown: number): ToldReply {
  const { words, product, buyers, total, worth } = story;
  const [first] = buyers;
  const headline = words.say("headline_buyers", {
    n: total,
    product,
    account: first ? nameOf(first) : "",
    chance: words.percent(first?.score ?? 0),
  });
  const bars = buyers.slice(0, 6).map((buyer, index) => ({
    label: nameOf(buyer),
    value: buyer.score,
    text: words.percent(buyer.score),
    side: buyer.owner ?? "",
    note: buyer.because,
    highlight: index === 0,
  }));
  const expected = expectedOf(story);
  return {
    headline,
    chart: { spec: notedBars({ bars }), alt: headline, subtitle: words.say("subtitle_buyers") },
    kpis: [
      { label: words.say("candidates"), value: words.integer(total) },
      ...(worth === null ? [] : [{ label: words.say("line_worth"), value: words.money(worth) }]),
      ...(expected === null ? [] : [{ label: words.say("expected"), value: words.money(expected) }]),
    ],
    table: {
      columns: [
        { key: "account", label: words.say("account"), format: "text" },
        { key: "owner", label: words.say("owner"), format: "text" },
        { key: "companion", label: words.say("companion"), format: "text" },
        { key: "chance", label: words.say("chance"), format: "percent" },
      ],
      ...shownRows(buyers, shown, (buyer) => ({
        account: nameOf(buyer),
        owner: buyer.owner,
        companion: buyer.companion,
        chance: buyer.score,
      })),
      total,
    },
    insights: insightsOf(story, expected),
    actions: actionsOf(story, expected),
    footnotes: [
      ...(buyers.length < total
        ? [words.say("capped", { shown: words.integer(buyers.length), n: words.integer(total) })]
        : []),
      ...learntNotes({ ...story, quality: story.model.quality, inactive: 0 }),
    ],
    method: [words.say("method_buyers"), words.say("method_similar")],
  };
}

/** What the first accounts of a call list would bring in their next order. */
function expectedOf({ buyers, worth }: BuyersStory): number | null {
  if (worth === null || worth <= 0) return null;
  return buyers.slice(0, called).reduce((sum, { score }) => sum + score * worth, 0);
}

function insightsOf({ words, product, buyers, worth }: BuyersStory, expected: number | null): string[] {
  const [first] = buyers;
  if (first === undefined) return [];
  const alike = buyers.filter(({ companion }) => companion === first.companion).length;
  const n = Math.min(called, buyers.length);
  return [
    words.say("companion_leads", {
      n: words.integer(alike),
      owned: first.companion,
      confidence: words.percent(first.confidence),
      product,
    }),
    ...(expected === null || worth === null
      ? []
      : [words.say("money_waits", { product, worth: words.money(worth), n, money: words.money(expected) })]),
  ];
}

function actionsOf({ words, product, buyers, basket }: BuyersStory, expected: number | null): string[] {
  const [first] = buyers;
  if (first === undefined) return [];
  const list = buyers.slice(0, called);
  const owners = words.list([...new Set(list.map((buyer) => ownerOf(words, buyer)))].slice(0, 3));
  const values = { owners, product, n: list.length };
  return [
    words.say("do_first", { owner: ownerOf(words, first), account: nameOf(first), because: first.because }),
    expected === null
      ? words.say("do_call_plain", values)
      : words.say("do_call", { ...values, money: words.money(expected) }),
    ...(basket === null ? [] : [words.say("do_bundle", { command: basket })]),
  ];
}
