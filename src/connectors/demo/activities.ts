import type { SourceRow } from "#model/tables.ts";
import { releaseOf } from "./account-rows.ts";
import type { Account } from "./accounts.ts";
import { instantOf, iso, stamp, weekday } from "./days.ts";
import { everyDeal, stepsSoFar } from "./deals.ts";
import { luck, Random, weights } from "./random.ts";
import type { World } from "./world.ts";

const kinds = weights<"call" | "meeting" | "email" | "visit" | "task">([
  ["call", 42],
  ["email", 24],
  ["meeting", 12],
  ["visit", 14],
  ["task", 8],
]);
const outcomes = ["已沟通", "未接通", "需跟进", "已发资料", "约好拜访", "Sent quotation", "No answer"] as const;
const minutes: Readonly<Record<string, number>> = { call: 6, meeting: 45, visit: 70 };

function details(random: Random): Pick<SourceRow<"activities">, "kind" | "direction" | "outcome" | "duration_s"> {
  const kind = random.weighted(kinds);
  const length = minutes[kind];
  return {
    kind,
    direction: random.chance(0.78) ? "outbound" : "inbound",
    outcome: random.pick(outcomes),
    duration_s: length === undefined ? null : Math.round(random.logNormal(length, 0.6) * 60),
  };
}

/** Every second month or so somebody asks a company how it is. */
function* routine(account: Account, world: World): Generator<SourceRow<"activities">> {
  const random = new Random(luck.activity, account.index, 5);
  let day = Math.max(account.acquired, world.first - 60) + 5;
  while (day < world.today) {
    const rest = weekday(day) === 0 ? 1 : weekday(day) === 6 ? 2 : 0;
    const instant = instantOf(day + rest, random.between(9, 18));
    const row = {
      id: `AC-${account.id}-${stamp(day)}`,
      owner_id: account.owner.id,
      account_id: account.id,
      ...details(random),
    };
    if (instant <= world.cutoff && day >= world.first) yield { ...row, occurred_at: iso(instant) };
    day += 12 + Math.floor(80 * random.gamma(2));
  }
}

export function* activityRows(world: World): Generator<SourceRow<"activities">> {
  for (const deal of everyDeal(world)) {
    for (const [k, step] of stepsSoFar(deal, world).entries()) {
      const random = new Random(luck.activity, deal.serial, k);
      const count = 1 + random.integer(2);
      for (let n = 0; n < count; n++) {
        const instant = step.at - random.between(0.1, 40) * 3_600_000;
        yield {
          id: `AC-${deal.id}-${k + 1}${n}`,
          ...details(random),
          occurred_at: iso(instant),
          owner_id: deal.owner.id,
          account_id: deal.account.id,
          opportunity_id: deal.id,
        };
      }
    }
  }
  for (const account of world.accounts) {
    if (account.company && !releaseOf(account, world)?.pool) yield* routine(account, world);
  }
}
