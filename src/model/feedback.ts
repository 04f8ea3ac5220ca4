import { choice, instant, integer, number, reference, text } from "./column.ts";
import { define } from "./table.ts";

/** What customers say and complain of. */
export const feedback = {
  tickets: define("fact", "account", {
    account_id: reference("accounts"),
    order_id: reference("orders"),
    product_id: reference("products"),
    reason: text,
    kind: choice(["complaint", "question", "request"]),
    channel: text,
    priority: text,
    region: text,
    opened_at: instant,
    first_response_at: instant,
    resolved_at: instant,
    subject: text,
    body: text,
  }),
  surveys: define("fact", "account", {
    account_id: reference("accounts"),
    contact_id: reference("contacts"),
    order_id: reference("orders"),
    owner_id: reference("owners"),
    kind: choice(["nps", "csat", "ces"]),
    sent_at: instant,
    score: number,
    scale_min: number,
    scale_max: number,
    responded_at: instant,
    comment: text,
    channel: text,
  }),
  mentions: define("fact", "account", {
    source: text,
    posted_at: instant,
    account_id: reference("accounts"),
    text: text,
    likes: integer,
    shares: integer,
    url: text,
  }),
} as const;
