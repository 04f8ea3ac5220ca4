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

/** What to offer one account. */
export interface OffersStory extends Learnt {
  readonly account: Named;
  /** At least one, the best first. */
  readonly offers: readonly ToldOffer[];
  /** Different products that it bought. */
  readonly bought: number;
  /** Its group of similar accounts and how many they are; null when it is in none. */
  readonly peers: { readonly name: string; readonly accounts: number } | null;
  /** Command that lists who lacks a product. */
  readonly lacking: (product: string) => string;
}

/** What is said of the offers to one account. */
export function tellOffers(story: OffersStory): ToldReply {
  const { words, account, offers, bought } = story;
  const [first] = offers;
  const headline = words.say("headline_offers", {
    account: nameOf(account),
    product: first?.product ?? "",
    because: first?.because ?? "",
  });
  const bars = offers.slice(0, 6).map((offer, index) => ({
    label: offer.product,
    value: offer.share,
    text: words.percent(offer.share),
    side: words.say(offer.kind),
    note: offer.evidence,
    highlight: index === 0,
  }));
  return {
    headline,
    chart: { spec: notedBars({ bars }), alt: headline, subtitle: words.say("subtitle_offers") },
    kpis: [
      { label: words.say("bought"), value: words.integer(bought) },
      { label: words.say("up_sells"), value: words.integer(offers.filter(({ kind }) => kind === "up_sell").length) },
      ...testedKpis(story),
    ],
    table: {
      columns: [
        { key: "product", label: words.say("product"), format: "text" },
        { key: "kind", label: words.say("kind"), format: "text" },
        { key: "share", label: words.say("share"), format: "percent" },
        { key: "price", label: words.say("price"), format: "number" },
      ],
      rows: offers.map(({ product, kind, share, price }) => ({
        product,
        kind: words.say(kind),
        share,
        price: Number.isFinite(price) ? price : null,
      })),
      total: offers.length,
    },
    insights: insightsOf(story),
    actions: actionsOf(story),
    footnotes: [
      ...(bought === 0 ? [words.say("no_orders", { account: nameOf(account) })] : []),
      story.peers === null
        ? words.say("peers_none")
        : words.say("peers", { group: story.peers.name, n: words.integer(story.peers.accounts) }),
      ...learntNotes(story),
    ],
    method: offerMethod(story),
  };
}

/** The dearest step up, by what it brings. */
function stepOf({ offers }: OffersStory) {
  return offers
    .flatMap((offer) =>
      offer.above === null ? [] : [{ offer, above: offer.above, gain: offer.price - offer.above.price }],
    )
    .sort((a, b) => b.offer.score - a.offer.score)[0];
}

function insightsOf(story: OffersStory): string[] {
  const { words, offers } = story;
  const [, second] = offers;
  const step = stepOf(story);
  return [
    ...(second ? [words.say("second", { product: second.product, because: second.because })] : []),
    ...(step
      ? [
          words.say("steps", {
            n: offers.filter(({ kind }) => kind === "up_sell").length,
            product: step.offer.product,
            above: step.above.name,
            money: words.money(step.gain),
          }),
        ]
      : []),
    ...testedText(story),
  ].slice(0, 3);
}

function actionsOf(story: OffersStory): string[] {
  const { words, account, offers, lacking } = story;
  const [first] = offers;
  if (first === undefined) return [];
  const who = { owner: ownerOf(words, account), account: nameOf(account) };
  const step = stepOf(story);
  return [
    Number.isFinite(first.price)
      ? words.say("do_offer", { ...who, product: first.product, price: words.money(first.price) })
      : words.say("do_offer_plain", { ...who, product: first.product }),
    ...(step && step.offer !== first
      ? [
          words.say("do_step", {
            ...who,
            product: step.offer.product,
            above: step.above.name,
            money: words.money(step.gain),
          }),
        ]
      : []),
    words.say("do_others", { product: first.product, command: lacking(first.product) }),
  ];
}
