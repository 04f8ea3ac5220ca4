import type { SourceRow } from "#model/tables.ts";
import { acquiredAt } from "./accounts.ts";
import { iso } from "./days.ts";
import { mobile, personName } from "./people.ts";
import { luck, Random } from "./random.ts";
import type { World } from "./world.ts";

const titles = [
  "行政经理",
  "采购主管",
  "行政总监",
  "Office Manager",
  "店长",
  "采购经理",
  "人力资源总监",
  "运营经理",
] as const;

export function* contactRows(world: World): Generator<SourceRow<"contacts">> {
  for (const account of world.accounts) {
    if (!account.company) continue;
    const random = new Random(luck.account, account.index, 41);
    const count = 1 + random.integer(account.size === "1-199人" ? 2 : 3);
    for (let k = 0; k < count; k++) {
      const { name, pinyin } = personName(random);
      yield {
        id: `${account.id}-${k + 1}`,
        account_id: account.id,
        name,
        email: `${pinyin}@${account.email.split("@")[1]}`,
        phone: account.place.currency === "CNY" ? mobile(20_000 + account.index * 4 + k) : null,
        title: random.pick(titles),
      };
    }
  }
}

/** Who agreed to be written to, by which way, and who took it back. */
export function* consentRows(world: World): Generator<SourceRow<"consents">> {
  for (const account of world.accounts) {
    const random = new Random(luck.consent, account.index);
    const given = acquiredAt(account) + 600_000;
    for (const channel of ["email", "sms", "wecom"] as const) {
      if (!random.chance(0.7)) continue;
      const withdrawn = given + random.between(5, 900) * 86_400_000;
      const gone = random.chance(0.07) && withdrawn <= world.cutoff;
      yield {
        id: `${account.id}-${channel}`,
        account_id: account.id,
        channel,
        purpose: "marketing",
        status: gone ? "withdrawn" : "granted",
        recorded_at: iso(gone ? withdrawn : given),
      };
    }
    if (random.chance(0.012)) {
      yield {
        id: `${account.id}-profiling`,
        account_id: account.id,
        channel: "all",
        purpose: "profiling",
        status: "withdrawn",
        recorded_at: iso(given),
      };
    }
  }
}
