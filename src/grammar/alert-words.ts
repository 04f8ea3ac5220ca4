/** An alert as it was spoken of; what was not said is null. */
export interface SpokenAlert {
  /** What names the number. */
  readonly metric: string;
  readonly kind: "above" | "below" | "changed" | "anomalous" | null;
  readonly direction: "either" | "up" | "down";
  readonly amount: { readonly value: number; readonly percent: boolean } | null;
  /** ISO 4217 code of an amount of money; null for the currency that the asker sees. */
  readonly money: string | null;
  readonly grain: "day" | "week" | "month" | null;
  /** `changed` against the same time a year before, not the one before. */
  readonly yearAgo: boolean;
  readonly coolDownDays: number | null;
  /** 0..1. */
  readonly hysteresis: number | null;
  /** Filters and grouping, in the grammar's words. */
  readonly narrowing: string;
  readonly to: "me" | "channel";
}

const amountWords =
  "[¥￥$€]?\\s*(-?\\d[\\d,]*(?:\\.\\d+)?)\\s*(%|percent|pct|百分点|k(?![a-z])|m(?![a-z])|bn?(?![a-z])|thousand|million|billion|百万|千万|千|万|亿)?";

const scales: Readonly<Record<string, number>> = {
  ...{ k: 1e3, thousand: 1e3, 千: 1e3, 万: 1e4, m: 1e6, million: 1e6, 百万: 1e6, 千万: 1e7, 亿: 1e8 },
  ...{ b: 1e9, bn: 1e9, billion: 1e9 },
};

type Meant = Pick<SpokenAlert, "kind" | "direction">;
const either = "either" as const;

/** What is said of a number, with its amount behind it; the longest words first. */
const rules: readonly (readonly [string, Meant])[] = [
  [
    "(?:changed|changes|change|moved|moves|move|swings?|off)(?:\\s+by)?(?:\\s+more\\s+than)?|(?:变化|波动|变动|涨跌)(?:幅度?)?(?:超过|大于|达到?)?|±",
    { kind: "changed", direction: either },
  ],
  [
    "(?:(?:is|goes|went)\\s+)?(?:up|rises?|rose|grows?|grew|increases?|increased)\\s+by(?:\\s+more\\s+than)?|(?:上升|上涨|增长|增加|涨幅)(?:幅度?)?(?:超过|大于|达到?)?",
    { kind: "changed", direction: "up" },
  ],
  [
    "(?:(?:is|goes|went)\\s+)?(?:down|drops?|dropped|falls?|fell|decreases?|decreased|declines?)\\s+by(?:\\s+more\\s+than)?|(?:下降|下跌|减少|下滑|跌幅|降幅)(?:幅度?)?(?:超过|大于|达到?)?",
    { kind: "changed", direction: "down" },
  ],
  [
    "(?:is\\s+|falls?\\s+|drops?\\s+|goes\\s+)?(?:below|under|less\\s+than|lower\\s+than|<)|低于|少于|小于|不足|跌破|不到",
    { kind: "below", direction: either },
  ],
  [
    "(?:is\\s+|rises?\\s+|goes\\s+)?(?:above|over|exceeds?|more\\s+than|higher\\s+than|greater\\s+than|>)|高于|超过|大于|多于|突破",
    { kind: "above", direction: either },
  ],
];
const strange =
  /(?:(?:is|are|behaves?|looks?)\s+)?(?:anomalous(?:ly)?|anomaly|unusual(?:ly)?|abnormal(?:ly)?|strange(?:ly)?)|(?:出现|有|行为)?(?:异常|不正常|反常)/i;

const grains: readonly (readonly [RegExp, NonNullable<SpokenAlert["grain"]>])[] = [
  [/(?<![a-z])(?:daily|(?:every|each|per)\s+day)(?![a-z])|每天|每日|按天|按日/i, "day"],
  [/(?<![a-z])(?:weekly|(?:every|each|per)\s+week)(?![a-z])|每周|每星期|按周/i, "week"],
  [/(?<![a-z])(?:monthly|(?:every|each|per)\s+month)(?![a-z])|每个?月|按月/i, "month"],
];

const channel =
  /(?<![a-z])(?:to|in)\s+(?:this\s+|the\s+)?channel(?![a-z])|(?:发到?|推送到?|到)(?:本|这个?)?(?:群|频道)/i;
const me =
  /(?<![a-z])(?:to\s+me|tell\s+me|when|if|alert\s+me)(?![a-z])|时?(?:发给|提醒|通知|告诉)我|当|如果|时(?=\s|$)/gi;
const lastYear = /(?:vs\.?\s+(?:yoy|last\s+year)|(?<![a-z])yoy(?![a-z]))|同比/i;
const coolDown = /(?:cool-?down|冷却)\s*[=:：]?\s*(\d{1,2})\s*(?:d(?:ays?)?|天)?(?![a-z0-9])/i;
const margin = /(?:hysteresis|回差)\s*[=:：]?\s*(\d{1,2}(?:\.\d+)?)\s*%/i;
const moneyOf = /(?<![a-z_])money=([a-z]{3})(?![a-z])/i;
const filter = /[\p{L}_]+=(?:"(?:\\.|[^"\\])*"|[^\s=]+)/gu;
const grouping = /(?<![a-z])by\s+(?![\d¥$€])[\p{L}_]+|按(?![天日周月])[\p{L}]+/iu;

/** Takes an alert's text apart, in English or Chinese, in any order. Never throws: what is not understood stays in `metric`. */
export function readAlert(text: string): SpokenAlert {
  let rest = text.normalize("NFKC").trim();
  const take = (pattern: RegExp): RegExpExecArray | null => {
    const found = pattern.exec(rest);
    if (found !== null) rest = `${rest.slice(0, found.index)} ${rest.slice(found.index + found[0].length)}`;
    return found;
  };
  const money = take(moneyOf)?.[1]?.toUpperCase() ?? null;
  const narrowing = rest.match(filter) ?? [];
  rest = rest.replace(filter, (said) => (/^(?:cool|冷却|hysteresis|回差)/i.test(said) ? said : " "));
  const cool = take(coolDown);
  const back = take(margin);
  const to = take(channel) === null ? "me" : "channel";
  const grain = grains.find(([pattern]) => take(pattern) !== null)?.[1] ?? null;
  const yearAgo = take(lastYear) !== null;
  let meant: Meant = { kind: null, direction: either };
  let amount: SpokenAlert["amount"] = null;
  for (const [said, rule] of rules) {
    const found = take(new RegExp(`(?<![a-z])(?:${said})\\s*${amountWords}`, "i"));
    if (found === null) continue;
    meant = rule;
    amount = amountOf(found[1], found[2]);
    break;
  }
  if (meant.kind === null && take(strange) !== null) meant = { kind: "anomalous", direction: either };
  const grouped = take(grouping);
  rest = rest.replace(me, " ").replace(/\s+/g, " ").trim();
  return {
    ...{ metric: rest, ...meant, amount, money, grain, yearAgo, to },
    coolDownDays: cool === null ? null : Number(cool[1]),
    hysteresis: back === null ? null : Number(back[1]) / 100,
    narrowing: [...narrowing.filter((said) => !/^(?:cool|冷却|hysteresis|回差)/i.test(said)), grouped?.[0] ?? ""]
      .filter(Boolean)
      .join(" "),
  };
}

function amountOf(digits = "", unit = ""): SpokenAlert["amount"] {
  const scale = scales[unit.toLowerCase()];
  const percent = /^(?:%|percent|pct|百分点)$/i.test(unit);
  const value = Number(digits.replaceAll(",", "")) * (scale ?? 1);
  return { value: percent ? value / 100 : value, percent };
}

/** An alert in one fixed form, English words: reading it again gives the same alert. `to` is left out. */
export function alertText(alert: SpokenAlert): string {
  const { kind, direction, amount, grain, yearAgo, coolDownDays, hysteresis } = alert;
  const verb = { either: "changed by", up: "up by", down: "down by" }[direction];
  const size = amount === null ? "" : amount.percent ? `${round(amount.value * 100)}%` : `${round(amount.value)}`;
  const rule = kind === null ? "" : kind === "anomalous" ? kind : `${kind === "changed" ? verb : kind} ${size}`;
  return [
    ...[alert.metric, rule, yearAgo ? "vs yoy" : "", alert.narrowing],
    grain === null ? "" : { day: "daily", week: "weekly", month: "monthly" }[grain],
    coolDownDays === null ? "" : `cooldown=${coolDownDays}d`,
    hysteresis === null ? "" : `hysteresis=${round(hysteresis * 100)}%`,
    alert.money === null ? "" : `money=${alert.money}`,
  ]
    .filter(Boolean)
    .join(" ");
}

/** Without the noise of doubles. */
function round(value: number): number {
  return Number(value.toPrecision(12));
}
