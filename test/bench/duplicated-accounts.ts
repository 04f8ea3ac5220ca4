import type { LinkageRecord } from "#metrics/linkage/duplicates.ts";
import { type Random, seededRandom } from "#metrics/random.ts";

/** Made-up companies, a twentieth of them recorded twice with changes as people make them. */
export interface DuplicatedAccounts {
  readonly columns: readonly string[];
  readonly rows: LinkageRecord[];
  /** Record numbers of the pairs that are one company. */
  readonly truth: readonly (readonly [number, number])[];
}

const heads =
  "华 星 东 方 金 龙 海 天 宏 远 盛 世 嘉 和 瑞 丰 安 泰 永 信 博 达 云 峰 新 锐 康 宁 明 德 广 源 立 兴".split(" ");
const trades = "科技 贸易 实业 餐饮管理 酒店 商贸 电子 食品 物流 咨询".split(" ");
const cities = "上海 北京 广州 深圳 杭州 成都 武汉 南京 西安 重庆".split(" ");
const sounds =
  "al ber cor dan el fin gar hol in jor kel lan mor nor os pel quin ros san tor ul ver wil xan yor zen".split(" ");
const businesses = "Trading Foods Logistics Systems Hotels Coffee Partners Supplies Media Works".split(" ");
const streets = "Mill Church Station King Queen Park North South River Bridge".split(" ");

/** Companies in Chinese and English; same arguments, same companies. */
export function duplicatedAccounts(count: number, seed = 1): DuplicatedAccounts {
  const random = seededRandom(seed);
  const rows: Record<string, string | null>[] = [];
  const truth: [number, number][] = [];
  const originals = Math.round(count / 1.05);
  for (let n = 0; n < originals; n++) rows.push(company(random));
  while (rows.length < count) {
    const original = (truth.length * 20) % originals;
    truth.push([original, rows.length]);
    rows.push(changed(rows[original] as Record<string, string | null>, random));
  }
  return { columns: ["name", "phone", "email", "address", "city"], rows, truth };
}

function company(random: Random): Record<string, string | null> {
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] as string;
  const digits = (length: number) => Array.from({ length }, () => Math.floor(random() * 10)).join("");
  const city = pick(cities);
  const word = Array.from({ length: 3 + Math.floor(random() * 2) }, () => pick(sounds)).join("");
  const name =
    random() < 0.5
      ? `${city}${pick(heads)}${pick(heads)}${pick(heads)}${pick(heads)}${pick(trades)}有限公司`
      : `${word.slice(0, 1).toUpperCase()}${word.slice(1)} ${pick(businesses)} Ltd`;
  return {
    name,
    phone: random() < 0.8 ? `1${3 + Math.floor(random() * 7)}${digits(9)}` : null,
    email: random() < 0.6 ? `${pick(["info", "sales", "office", "hello"])}@${word}${digits(2)}.com` : null,
    address: random() < 0.7 ? `${1 + Math.floor(random() * 300)} ${pick(streets)} Street` : null,
    city,
  };
}

/** The same company, entered again: one or two of a typing error, a missing value, a shorter name, another telephone. */
function changed(row: Readonly<Record<string, string | null>>, random: Random): Record<string, string | null> {
  const again = { ...row };
  for (let changes = 1 + Math.floor(random() * 2); changes > 0; changes--) {
    const kind = random();
    if (kind < 0.4) again.name = misspelt(again.name ?? "", random);
    else if (kind < 0.6) again.name = (again.name ?? "").replace(/有限公司$| Ltd$/, "");
    else if (kind < 0.75) again.email = null;
    else if (kind < 0.9) again.address = null;
    else again.phone = misspelt(again.phone ?? "", random) || null;
  }
  return again;
}

/** Two neighbours exchanged. */
function misspelt(text: string, random: Random): string {
  const at = 1 + Math.floor(random() * Math.max(1, text.length - 3));
  return text.slice(0, at) + text.slice(at + 1, at + 2) + text.slice(at, at + 1) + text.slice(at + 2);
}
