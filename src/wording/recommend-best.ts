import { notedBars } from "#charts/noted-bars.ts";
import {
  type Learnt,
  learntNotes,
  type Named,
  nameOf,
  offerMethod,
  ownerOf,
  type ToldOffer,
  type ToldReply,
  testedKpis,
  testedText,
} from "./recommend-story.ts";
import { shownRows } from "./shown-rows.ts";

/** The best offer of each of the largest accounts. */
export interface BestStory extends Learnt {
  /** At least one, the best first: those that the data lists. */
  readonly best: readonly (ToldOffer & { readonly to: Named })[];
  readonly total: number;
  /** Accounts looked at. */
  readonly accounts: number;
  readonly lacking: (product: string) => string;
}

/** What is said of the best offers there are. */
export function tellBest(story: BestStory, shown: number): ToldReply {
  const { words, best, accounts } = story;
  const [first] = best;
  const headline = words.say("headline_best", {
    account: first ? nameOf(first.to) : "",
    product: first?.product ?? "",
    because: first?.because ?? "",
  });
  const bars = best.slice(0, 6).map((offer, index) => ({
    label: words.say("offer", { account: nameOf(offer.to), product: offer.product }),
    value: offer.share,
    text: words.percent(offer.share),
    side: offer.to.owner ?? "",
    note: offer.evidence,
    highlight: index === 0,
  }));
  return {
    headline,
    chart: { spec: notedBars({ bars }), alt: headline, subtitle: words.say("subtitle_best") },
    kpis: [
      { label: words.say("accounts"), value: words.integer(accounts) },
      { label: words.say("offers"), value: words.integer(story.total) },
      ...testedKpis(story),
    ],
    table: {
      columns: [
        { key: "account", label: words.say("account"), format: "text" },
        { key: "owner", label: words.say("owner"), format: "text" },
        { key: "product", label: words.say("product"), format: "text" },
        { key: "share", label: words.say("share"), format: "percent" },
      ],
      ...shownRows(best, shown, ({ to, product, share }) => ({ account: nameOf(to), owner: to.owner, product, share })),
      total: story.total,
    },
    insights: [...spread(story), ...testedText(story)],
    actions: actionsOf(story),
    footnotes: [words.say("largest", { n: words.integer(accounts) }), ...learntNotes(story)],
    method: offerMethod(story),
  };
}

/** The product that is the best offer for most. */
function spread({ words, best, accounts }: BestStory): string[] {
  const times = new Map<string, number>();
  for (const { product } of best) times.set(product, (times.get(product) ?? 0) + 1);
  const [most] = [...times].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  if (most === undefined || most[1] < 2) return [];
  return [words.say("spread", { product: most[0], n: words.integer(most[1]), all: words.integer(accounts) })];
}

function actionsOf({ words, best, lacking }: BestStory): string[] {
  const offers = best.slice(0, 2).map(({ to, product, price }) => {
    const values = { owner: ownerOf(words, to), account: nameOf(to), product };
    return Number.isFinite(price)
      ? words.say("do_offer", { ...values, price: words.money(price) })
      : words.say("do_offer_plain", values);
  });
  const product = best[0]?.product;
  return product === undefined ? offers : [...offers, words.say("do_others", { product, command: lacking(product) })];
}
