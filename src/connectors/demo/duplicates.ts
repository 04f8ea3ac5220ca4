import type { Account } from "./accounts.ts";
import { instantOf } from "./days.ts";
import { luck, Random, uniform } from "./random.ts";
import type { World } from "./world.ts";

/** A customer who was typed in a second time. */
export interface Duplicate {
  readonly original: Account;
  readonly id: string;
  readonly name: string;
  readonly phone: string;
  readonly email: string | null;
  readonly recorded: number;
}

const lookalikes: readonly (readonly [string, string])[] = [
  ["澜", "兰"],
  ["睿", "瑞"],
  ["辰", "晨"],
  ["屿", "宇"],
  ["昇", "升"],
  ["拓", "托"],
  ["驰", "弛"],
  ["棠", "堂"],
  ["瀚", "翰"],
  ["珞", "洛"],
];

/** Another way to write a company's name: in English, with a character mistaken, longer or shorter. */
function variant(account: Account, random: Random): string {
  const way = random.integer(3);
  if (way === 0) return `${account.latin}${random.pick([" Co., Ltd.", " Ltd", ""])}`;
  const swap = lookalikes.find(([right]) => account.name.includes(right));
  if (way === 1 && swap) return account.name.replace(swap[0], swap[1]);
  if (account.name.endsWith("有限公司")) return account.name.replace("有限公司", "").replace(account.place.city, "");
  return account.place.currency === "CNY"
    ? `${account.name}（${account.place.city}）有限公司`
    : account.name.toUpperCase();
}

/** Some forty pairs (truth 6). Those who are good customers get typed in twice as easily as any. */
export function duplicatesOf(world: World): Duplicate[] {
  const found: Duplicate[] = [];
  for (const account of world.accounts) {
    if (!account.company || uniform(luck.duplicate, account.index) > 0.02) continue;
    const random = new Random(luck.duplicate, account.index, 1);
    const recorded = instantOf(account.acquired + 15 + random.integer(200), 11);
    if (recorded > world.cutoff) continue;
    const spaced = `${account.phone.slice(0, 3)} ${account.phone.slice(3, 7)} ${account.phone.slice(7)}`;
    found.push({
      original: account,
      id: `${account.id}D`,
      name: variant(account, random),
      phone: account.place.currency === "CNY" && random.chance(0.3) ? spaced : account.phone,
      email: random.chance(0.5) ? account.email : null,
      recorded,
    });
  }
  return found;
}
