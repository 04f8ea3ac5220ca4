import {
  brandFirst,
  brandSecond,
  englishBrands,
  englishFirstNames,
  englishSurnames,
  englishTrades,
} from "./data/names.ts";
import { type City, cities, industries, regions, streets } from "./data/places.ts";
import { dayNumber, instantOf, quarterOf, quarterStart, weekday } from "./days.ts";
import { mobile, personName, type Seller, sellersOf } from "./people.ts";
import { luck, Random, uniform, weights } from "./random.ts";
import type { Rhythm } from "./season.ts";

/** The company's first day of trade. */
export const founded = dayNumber(2021, 1, 1);

/** A customer with its habits, which no CRM shows but every order follows. */
export interface Account {
  readonly index: number;
  readonly id: string;
  readonly company: boolean;
  readonly rhythm: Rhythm;
  readonly name: string;
  /** Name in Latin letters, for e-mail and for duplicates. */
  readonly latin: string;
  readonly region: string;
  readonly place: City;
  readonly address: string;
  readonly industry: string | null;
  readonly segment: string;
  readonly size: string | null;
  readonly gender: string | null;
  readonly birthYear: number | null;
  readonly income: string | null;
  readonly owner: Seller;
  readonly source: string | null;
  readonly phone: string;
  readonly email: string;
  readonly acquired: number;
  /** Ordinary days between orders. */
  readonly gap: number;
  /** How regular: shape of the gamma distribution of gaps. */
  readonly shape: number;
  /** Chance of never coming back, after each order. */
  readonly dropout: number;
  /** Size of an order relative to others. */
  readonly scale: number;
  /** Day from which it is silent after drifting away; null for most. */
  readonly silentFrom: number | null;
  /** A hotel that buys its cups elsewhere (truth 7). */
  readonly gapInRange: boolean;
}

const sources = weights<string | null>([
  ["官网", 20],
  ["搜索广告", 17],
  ["小红书", 14],
  ["抖音", 14],
  ["企业微信", 12],
  ["转介绍", 11],
  ["展会", 9],
  [null, 3],
]);
const regionWeights = weights(regions);
const industryWeights = weights(industries.map((row) => [row, row[1]] as const));
const segments = weights<readonly [segment: string, size: string, scale: number]>([
  [["大型企业", "1000人以上", 3.2], 10],
  [["中型企业", "200-999人", 1.5], 28],
  [["小微企业", "1-199人", 0.7], 50],
  [["经销商", "1-199人", 2.6], 12],
]);

/** How many drift away in each quarter, two years after they came (truth 5). */
export const driftersPerQuarter = 20;
const driftAfter = 8;

function phoneOf(place: City, index: number): string {
  const three = String(index % 1000).padStart(3, "0");
  if (place.country === "United Kingdom") return `+44 7700 900${three}`;
  if (place.city === "Berlin") return `+49 30 23125${three}`;
  if (place.city === "Hamburg") return `+49 40 66969${three}`;
  if (place.country === "France") return `+33 6 39 98 ${three.slice(0, 2)} ${three.slice(2)}${index % 7}`;
  if (place.country === "United States") return `+1 ${[206, 312][index % 2]} 555 01${three.slice(1)}`;
  return mobile(index + 1000);
}

function companyName(
  random: Random,
  place: City,
  words: readonly (readonly [string, string])[],
): { name: string; latin: string } {
  if (place.currency !== "CNY") {
    const name = `${random.pick(englishBrands)} ${random.pick(englishTrades)} ${random.pick(["Ltd", "Inc", "Group", "Co"])}`;
    return { name: `${name}, ${place.city}`, latin: name };
  }
  const [first, second, [word, english]] = [random.pick(brandFirst), random.pick(brandSecond), random.pick(words)];
  const brand = first[0] + second[0];
  const latin = `${first[1].charAt(0).toUpperCase()}${first[1].slice(1)}${second[1]} ${english}`;
  const form = random.integer(20);
  if (form < 10) return { name: brand + word, latin };
  if (form < 18) return { name: `${place.city}${brand}${word}有限公司`, latin };
  return { name: `${brand}${word} ${latin}`, latin };
}

/** A company name that no account before it has. */
function freshName(index: number, place: City, words: readonly (readonly [string, string])[], taken: Set<string>) {
  for (let attempt = 0; ; attempt++) {
    const named = companyName(new Random(luck.account, index, 50, attempt), place, words);
    if (taken.has(named.latin)) continue;
    taken.add(named.latin);
    return named;
  }
}

function create(index: number, acquired: number, drifts: boolean, taken: Set<string>): Account {
  const random = new Random(luck.account, index);
  const region = random.weighted(regionWeights);
  const place = random.pick(cities[region] ?? []);
  const company = drifts || region === "海外" || random.chance(0.6);
  const owner = random.pick(sellersOf(region));
  const [segment, size, companyScale] = random.weighted(segments);
  const industry = random.weighted(industryWeights);
  const person = place.currency === "CNY" ? personName(random) : westernName(random);
  const named = company ? freshName(index, place, industry[2], taken) : { name: person.name, latin: person.pinyin };
  const slug = named.latin.toLowerCase().replaceAll(/[^a-z.]+/g, "-");
  const once = !drifts && random.chance(company ? 0.16 : 0.36);
  const regular = random.chance(0.45);
  const gap = drifts ? random.between(11, 19) : Math.max(8, random.logNormal(company ? 29 : 44, 0.6));
  const quarter = quarterOf(acquired) + driftAfter;
  return {
    index,
    id: `A${String(index + 1).padStart(5, "0")}`,
    company,
    rhythm: region === "海外" ? "abroad" : company ? "office" : "home",
    name: index === 0 ? "华星科技" : named.name,
    latin: index === 0 ? "Huaxing Technology" : named.latin,
    region,
    place,
    address: `${random.pick(streets)}${1 + random.integer(380)}号`,
    industry: company ? industry[0] : null,
    segment: company ? segment : "个人会员",
    size: company ? size : null,
    gender: company ? null : random.pick(["女", "女", "男"]),
    birthYear: company ? null : 1968 + (Math.floor(random.gamma(4) * 24) % 38),
    income: company ? null : random.pick(["10万以下", "10-20万", "20-40万", "40万以上"]),
    owner,
    source: random.weighted(sources),
    phone: phoneOf(place, index),
    email: company ? `office${index + 1}@${slug}.example` : `${slug}${index + 1}@mail.example`,
    acquired,
    gap,
    shape: drifts ? 6 : regular ? 4 : 1,
    dropout: once ? 1 : drifts || index === 0 ? 0 : random.between(0.002, company ? 0.035 : 0.07),
    scale: drifts ? random.between(3, 5) : (company ? companyScale : 1) * random.logNormal(1, 0.4),
    silentFrom: drifts ? quarterStart(quarter) + Math.floor(random.next() * 90) : null,
    gapInRange: company && industry[0] === "酒店" && uniform(luck.account, index, 7) < 0.25,
  };
}

function westernName(random: Random): { name: string; pinyin: string } {
  const name = `${random.pick(englishFirstNames)} ${random.pick(englishSurnames)}`;
  return { name, pinyin: name.toLowerCase().replace(" ", ".") };
}

/** Everybody who came by the end of a day, in order of coming. An account never depends on those after it. */
export function accountsUntil(last: number): Account[] {
  const accounts: Account[] = [];
  const taken = new Set<string>();
  for (let day = founded; day <= last; day++) {
    const workday = weekday(day) === 0 || weekday(day) === 6 ? 0.5 : 1.2;
    const mean = workday * (0.62 + (0.13 * (day - founded)) / 365);
    const ordinary = new Random(luck.arrivals, day).poisson(mean) + (day === founded ? 1 : 0);
    for (let k = 0; k < ordinary; k++) accounts.push(create(accounts.length, day, false, taken));
    const quarter = quarterOf(day);
    for (let k = 0; k < driftersPerQuarter; k++) {
      const due = quarterStart(quarter) + Math.floor(uniform(luck.drift, quarter, k) * 90);
      if (due === day) accounts.push(create(accounts.length, day, true, taken));
    }
  }
  return accounts;
}

/** Instant at which an account was first recorded. */
export function acquiredAt(account: Account): number {
  return instantOf(account.acquired, 9 + (account.index % 9));
}
