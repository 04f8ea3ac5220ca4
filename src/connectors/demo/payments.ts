import type { SourceRow } from "#model/tables.ts";
import { type Contract, everyContract } from "./contracts.ts";
import { date, dayOf, instantOf, iso } from "./days.ts";
import { everyOrder, type Order } from "./history.ts";
import { returnOf } from "./order-rows.ts";
import { cents, luck, Random } from "./random.ts";
import type { World } from "./world.ts";

/** Companies pay dear orders within this many days, the others at once. */
const creditDays = 30;
const vat = 1.13;

function onCredit(order: Order): boolean {
  return order.account.company && order.account.rhythm !== "abroad" && order.net >= 3000;
}

function total(order: Order): number {
  return cents(order.account.rhythm === "abroad" ? order.net : order.net * vat);
}

/** When a sum that is due is paid; Infinity for the few that never are. */
function paidDay(random: Random, due: number): number {
  const luck = random.next();
  if (luck < 0.025) return Number.POSITIVE_INFINITY;
  return luck < 0.72 ? due - random.integer(12) : due + Math.ceil(random.logNormal(12, 0.9));
}

/** Quarterly parts of a company's contract; a membership is paid at once. */
function parts(contract: Contract): { due: number; amount: number; paid: number }[] {
  const random = new Random(luck.payment, contract.account.index, contract.starts);
  const count = contract.kind === "membership" ? 1 : 4;
  return Array.from({ length: count }, (_, k) => {
    const due = contract.starts + (count === 1 ? 0 : 15 + k * 91);
    return { due, amount: cents(contract.amount / count), paid: count === 1 ? contract.signed : paidDay(random, due) };
  });
}

export function* planRows(world: World): Generator<SourceRow<"receivable_plans">> {
  for (const contract of everyContract(world)) {
    for (const [k, { due, amount }] of parts(contract).entries()) {
      yield {
        id: `RP-${contract.id}-${k + 1}`,
        contract_id: contract.id,
        account_id: contract.account.id,
        owner_id: contract.account.owner.id,
        due_on: date(due),
        amount,
        currency: contract.account.place.currency,
      };
    }
  }
  for (const order of everyOrder(world)) {
    if (!onCredit(order) || order.cancelled !== null) continue;
    yield {
      id: `RP-${order.id}`,
      order_id: order.id,
      account_id: order.account.id,
      owner_id: order.account.owner.id,
      due_on: date(order.day + creditDays),
      amount: total(order),
      currency: order.account.place.currency,
    };
  }
}

export function* paymentRows(world: World): Generator<SourceRow<"payments">> {
  for (const contract of everyContract(world)) {
    for (const [k, { amount, paid }] of parts(contract).entries()) {
      if (paid >= world.today) continue;
      yield {
        id: `PM-${contract.id}-${k + 1}`,
        contract_id: contract.id,
        account_id: contract.account.id,
        paid_at: iso(instantOf(paid, 14)),
        amount,
        currency: contract.account.place.currency,
        kind: "payment",
      };
    }
  }
  for (const order of everyOrder(world)) {
    if (order.cancelled !== null) continue;
    const random = new Random(luck.payment, order.account.index, order.day, 1);
    const paid = onCredit(order) ? paidDay(random, order.day + creditDays) : dayOf(order.at);
    const instant = onCredit(order)
      ? instantOf(Math.max(paid, order.day + 1), 10 + random.integer(7))
      : order.at + 120_000;
    const about = { order_id: order.id, account_id: order.account.id, currency: order.account.place.currency };
    if (!Number.isFinite(instant) || instant > world.cutoff) continue;
    yield { id: `PM-${order.id}`, ...about, paid_at: iso(instant), amount: total(order), kind: "payment" };
    for (const k of order.lines.keys()) {
      const returned = returnOf(order, k);
      if (returned === null) continue;
      const refunded = Math.max(returned.at, instant) + 3 * 86_400_000;
      if (refunded > world.cutoff) continue;
      yield {
        id: `RF-${order.id}-${k + 1}`,
        ...about,
        paid_at: iso(refunded),
        amount: returned.amount,
        kind: "refund",
      };
    }
  }
}
