import type { SourceRow } from "#model/tables.ts";
import type { Account } from "./accounts.ts";
import { comments } from "./data/voices.ts";
import { iso } from "./days.ts";
import { everyOrder } from "./history.ts";
import { luck, Random, weights } from "./random.ts";
import { ticketsOf } from "./tickets.ts";
import type { World } from "./world.ts";

/** Recommend us? After a delivery that came late, and after others. */
const recommends = {
  late: weights([
    [0, 5],
    [1, 4],
    [2, 8],
    [3, 12],
    [4, 13],
    [5, 16],
    [6, 16],
    [7, 12],
    [8, 8],
    [9, 4],
    [10, 2],
  ]),
  fair: weights([
    [2, 1],
    [3, 1],
    [4, 1],
    [5, 3],
    [6, 5],
    [7, 11],
    [8, 19],
    [9, 31],
    [10, 28],
  ]),
};
/** Content? After a quick answer, and after a slow one. */
const contented = {
  quick: weights([
    [2, 4],
    [3, 12],
    [4, 40],
    [5, 44],
  ]),
  slow: weights([
    [1, 14],
    [2, 20],
    [3, 26],
    [4, 26],
    [5, 14],
  ]),
};

function commentOn(random: Random, account: Account, score: number, late: boolean): string | null {
  if (!random.chance(score <= 6 ? 0.75 : 0.4)) return null;
  const mood = late && score <= 7 ? "late" : score >= 9 ? "happy" : score >= 7 ? "fair" : "poor";
  const english = account.rhythm === "abroad" || random.chance(0.18);
  return random.pick(english ? comments[mood].en : comments[mood].zh);
}

/** Asked after a delivery: would you recommend us? And after a ticket: were you content, was it easy? */
export function* surveyRows(world: World): Generator<SourceRow<"surveys">> {
  for (const order of everyOrder(world)) {
    const { account } = order;
    const random = new Random(luck.survey, account.index, order.day);
    const sent = order.delivered + 20 * 3_600_000;
    if (order.cancelled !== null || !random.chance(0.6) || sent > world.cutoff) continue;
    const answered = sent + random.between(0.2, 60) * 3_600_000;
    const score = random.weighted(order.late ? recommends.late : recommends.fair);
    const comment = commentOn(random, account, score, order.late);
    const done = random.chance(0.48) && answered <= world.cutoff;
    yield {
      id: `NPS-${order.id}`,
      account_id: account.id,
      order_id: order.id,
      owner_id: account.owner.id,
      kind: "nps",
      sent_at: iso(sent),
      score: done ? score : null,
      scale_min: 0,
      scale_max: 10,
      responded_at: done ? iso(answered) : null,
      comment: done ? comment : null,
      channel: random.pick(["短信", "邮件", "企业微信"]),
    };
  }
  for (const ticket of ticketsOf(world)) {
    const random = new Random(luck.survey, ticket.serial, 7);
    const sent = ticket.resolved + 3_600_000;
    if (sent > world.cutoff || !random.chance(0.7)) continue;
    const answered = sent + random.between(0.2, 40) * 3_600_000;
    const quick = ticket.answered - ticket.opened < 4 * 3_600_000;
    const easy = random.chance(0.5);
    const score = random.weighted(quick ? contented.quick : contented.slow);
    const done = random.chance(0.5) && answered <= world.cutoff;
    yield {
      id: `${easy ? "CES" : "CSAT"}-${ticket.id}`,
      account_id: ticket.account.id,
      owner_id: ticket.account.owner.id,
      kind: easy ? "ces" : "csat",
      sent_at: iso(sent),
      score: done ? (easy ? Math.min(7, score + random.integer(3)) : score) : null,
      scale_min: 1,
      scale_max: easy ? 7 : 5,
      responded_at: done ? iso(answered) : null,
      comment: done ? commentOn(random, ticket.account, score * 2, false) : null,
      channel: "工单",
    };
  }
}
