import { type PromoterRow, promoterBars } from "#charts/promoter-bars.ts";
import type { Picture } from "#render/picture.ts";

const regions = {
  zh: ["华北", "华南", "华东", "西南", "海外", "东北", "华中", "西北"],
  en: ["North", "South", "East", "Southwest", "Abroad", "Northeast", "Centre", "Northwest"],
} as const;
const terms = {
  zh: [
    ["承诺日期", "发货", "发票", "不出水", "客服电话"],
    ["口感醇厚", "包装精致", "安装师傅", "推荐朋友", "服务响应"],
  ],
  en: [
    ["late delivery", "ran out", "wrong invoice", "nobody told", "stale"],
    ["fresh beans", "great crema", "rock solid", "good value", "friendly service"],
  ],
} as const;

function rows(language: "en" | "zh"): PromoterRow[] {
  return regions[language].map((label, i) => {
    const detractors = i === 0 ? 0.47 : 0.22 - 0.02 * i;
    const promoters = i === 0 ? 0.3 : 0.5 + 0.02 * i;
    const [nps, reach] = [promoters - detractors, 0.08 + 0.03 * i];
    const text = `${Math.round(100 * nps)} · ${200 - 20 * i}${language === "zh" ? "份" : ""}`;
    return { label, detractors, promoters, nps, low: nps - reach, high: nps + reach, text, highlight: i === 0 };
  });
}

function columns(language: "en" | "zh") {
  const titles =
    language === "zh" ? ["不满的客户在说", "满意的客户在说"] : ["The unhappy write of", "The happy write of"];
  const [low, high] = terms[language].map((own, side) => ({
    title: titles[side] ?? "",
    themes: own.map((term, i) => ({ term, weight: 5 - i + side, text: String(90 - 15 * i) })),
  }));
  return low && high ? ([low, high] as const) : null;
}

const names = {
  zh: { detractors: "贬损者", promoters: "推荐者，其后为中立者" },
  en: { detractors: "detractors", promoters: "promoters, then passives" },
};

/** Net promoter bars with themes, and their awkward cases. */
export function promoterPictures(): Map<string, Picture> {
  const alt = "";
  const huge = "超长名称".repeat(2_000);
  const odd: PromoterRow[] = [
    { label: huge, detractors: 1, promoters: 0, nps: -1, low: -1, high: -1, text: "−100 · 1" },
    { label: "", detractors: 0, promoters: 1, nps: 1, low: 1, high: 1, text: "100 · 1" },
    { label: "W", detractors: Number.NaN, promoters: 7, nps: Number.NaN, low: -2, high: 2, text: "–" },
  ];
  const long = { title: huge, themes: [{ term: huge, weight: Number.NaN, text: "1" }] };
  const title = { zh: "华北NPS从48降到−17，主因很可能是配送延迟", en: "North: NPS fell from 48 to −17" };
  const picture = (language: "en" | "zh", spec: NonNullable<Picture["spec"]>): Picture => {
    return { alt, locale: language, title: title[language], spec };
  };
  return new Map<string, Picture>([
    ["promoters-zh", picture("zh", promoterBars({ rows: rows("zh"), names: names.zh, themes: columns("zh") }))],
    ["promoters-en", picture("en", promoterBars({ rows: rows("en"), names: names.en, themes: columns("en") }))],
    [
      "promoters-two-zh",
      picture("zh", promoterBars({ rows: rows("zh").slice(1, 3), names: names.zh, themes: columns("zh") })),
    ],
    ["promoters-themes", picture("en", promoterBars({ rows: [], names: names.en, themes: columns("en") }))],
    ["promoters-alone", picture("en", promoterBars({ rows: rows("en").slice(0, 1), names: names.en, themes: null }))],
    ["promoters-odd", picture("zh", promoterBars({ rows: odd, names: names.zh, themes: [long, long] }))],
    ["promoters-empty", picture("zh", promoterBars({ rows: [], names: names.zh, themes: null }))],
  ]);
}
