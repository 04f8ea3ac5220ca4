import type { Stream } from "./stream.ts";
import { accounts } from "./streams/accounts.ts";
import { activities } from "./streams/activities.ts";
import { campaigns } from "./streams/campaigns.ts";
import { contacts } from "./streams/contacts.ts";
import { leads } from "./streams/leads.ts";
import { opportunities } from "./streams/opportunities.ts";
import { orderLines } from "./streams/order-lines.ts";
import { orders } from "./streams/orders.ts";
import { owners } from "./streams/owners.ts";
import { payments } from "./streams/payments.ts";
import { products } from "./streams/products.ts";
import { rates } from "./streams/rates.ts";
import { returns } from "./streams/returns.ts";
import { stageEvents } from "./streams/stage-events.ts";
import { stages } from "./streams/stages.ts";
import { surveys } from "./streams/surveys.ts";

/** All that is read, what others refer to first. */
export const streams: readonly Stream[] = [
  ...[owners, accounts, contacts, stages, campaigns, products, rates],
  ...[leads, opportunities, stageEvents, orders, orderLines, returns, payments, activities, surveys],
];
