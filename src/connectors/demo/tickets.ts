import type { SourceRow } from "#model/tables.ts";
import type { Account } from "./accounts.ts";
import { catalogue } from "./data/catalogue.ts";
import { complaints, lateComplaint, questions } from "./data/voices.ts";
import { iso } from "./days.ts";
import { everyOrder, type Order } from "./history.ts";
import { at, luck, Random } from "./random.ts";
import type { World } from "./world.ts";

export interface Ticket {
  readonly serial: number;
  readonly id: string;
  readonly order: Order;
  readonly account: Account;
  readonly kind: "complaint" | "question" | "request";
  readonly reason: string;
  readonly subject: string;
  readonly body: string;
  readonly opened: number;
  readonly answered: number;
  readonly resolved: number;
}

function ticketOf(order: Order): Ticket | null {
  const random = new Random(luck.ticket, order.account.index, order.day);
  const about = random.next();
  const english = order.account.rhythm === "abroad" || random.chance(0.15);
  const grief = random.pick(complaints);
  const question = random.pick(questions);
  const isLate = order.late && about < 0.2;
  if (!isLate && about > 0.038) return null;
  const asks = !isLate && about > 0.02;
  const [subject, body] = asks
    ? question[english ? "en" : "zh"]
    : (isLate ? lateComplaint : grief)[english ? "en" : "zh"];
  const opened = isLate
    ? order.promised + random.between(2, 30) * 3_600_000
    : order.delivered + random.between(2, 400) * 3_600_000;
  const answered = opened + random.logNormal(5, 1.3) * 3_600_000;
  return {
    serial: order.account.index * 40_000 + order.day,
    id: `TK-${order.id}`,
    order,
    account: order.account,
    kind: asks ? question.kind : "complaint",
    reason: asks ? question.reason : isLate ? lateComplaint.reason : grief.reason,
    subject,
    body,
    opened,
    answered,
    resolved: answered + random.logNormal(20, 1) * 3_600_000,
  };
}

/** Tickets opened so far. */
export function* ticketsOf(world: World): Generator<Ticket> {
  for (const order of everyOrder(world)) {
    const ticket = order.cancelled === null ? ticketOf(order) : null;
    if (ticket && ticket.opened <= world.cutoff) yield ticket;
  }
}

export function* ticketRows(world: World): Generator<SourceRow<"tickets">> {
  for (const ticket of ticketsOf(world)) {
    const random = new Random(luck.ticket, ticket.serial, 1);
    yield {
      id: ticket.id,
      account_id: ticket.account.id,
      order_id: ticket.order.id,
      product_id: at(catalogue, at(ticket.order.lines, 0).item).sku,
      reason: ticket.reason,
      kind: ticket.kind,
      channel: random.pick(["电话", "企业微信", "邮件", "在线客服"]),
      priority: ticket.kind === "complaint" ? random.pick(["高", "高", "中"]) : random.pick(["中", "低"]),
      region: ticket.account.region,
      opened_at: iso(ticket.opened),
      first_response_at: ticket.answered <= world.cutoff ? iso(ticket.answered) : null,
      resolved_at: ticket.resolved <= world.cutoff ? iso(ticket.resolved) : null,
      subject: ticket.subject,
      body: ticket.body,
    };
  }
}
