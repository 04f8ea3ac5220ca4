import { z } from "zod";
import { defineConnector, type Page } from "#connector.ts";
import type { SourceRow, TableName } from "#model/tables.ts";
import { accountRows, ownerRows, tagRows } from "./account-rows.ts";
import { activityRows } from "./activities.ts";
import { mentionRows, trafficRows, webRows } from "./attention.ts";
import { campaignRows, costRows, memberRows } from "./campaigns.ts";
import { consentRows, contactRows } from "./contacts.ts";
import { contractRows } from "./contracts.ts";
import { date } from "./days.ts";
import { dealRows, snapshotRows, stageRows, stepRows } from "./deal-rows.ts";
import { factorRows, rateRows, targetRows } from "./environment.ts";
import { leadRows } from "./leads.ts";
import { lineRows, orderRows, returnRows } from "./order-rows.ts";
import { paymentRows, planRows } from "./payments.ts";
import { productRows } from "./products.ts";
import { surveyRows } from "./surveys.ts";
import { openTasks } from "./tasks.ts";
import { ticketRows } from "./tickets.ts";
import { createWorld, type World } from "./world.ts";

/** Changes whenever the generator would give other rows for the same day. */
const version = 2;
const pageSize = 500;

type Generators = { readonly [Name in TableName]: (world: World) => Iterable<SourceRow<Name>> };

const generators: Generators = {
  owners: ownerRows,
  accounts: accountRows,
  account_tags: tagRows,
  products: productRows,
  campaigns: campaignRows,
  campaign_costs: costRows,
  campaign_members: memberRows,
  stages: stageRows,
  leads: leadRows,
  opportunities: dealRows,
  opportunity_stage_events: stepRows,
  opportunity_snapshots: snapshotRows,
  orders: orderRows,
  order_lines: lineRows,
  returns: returnRows,
  contacts: contactRows,
  consents: consentRows,
  contracts: contractRows,
  receivable_plans: planRows,
  payments: paymentRows,
  tickets: ticketRows,
  surveys: surveyRows,
  activities: activityRows,
  web_events: webRows,
  traffic: trafficRows,
  mentions: mentionRows,
  factors: factorRows,
  fx_rates: rateRows,
  targets: targetRows,
};

/** Rows of one table in pages, without ever holding more than one page. */
function* pages<Name extends TableName>(table: Name, rows: Iterable<SourceRow<Name>>): Generator<Page<Name>> {
  let page: SourceRow<Name>[] = [];
  for (const row of rows) {
    page.push(row);
    if (page.length === pageSize) {
      yield { table, rows: page, next: null };
      page = [];
    }
  }
  yield { table, rows: page, next: null };
}

/**
 * A company that does not exist, 雾屿咖啡 Misty Isle Coffee, with all its customers: what Parley shows before it has a
 * CRM. Everything follows from the day on which it is opened; see README.md for what is hidden in it.
 */
export default defineConnector({
  title: "Demo company (雾屿咖啡 Misty Isle Coffee)",
  config: z.object({}),
  capabilities: { reads: "everything", deletes: "none", stageHistory: "native", writes: true },
  async open(_config, { now, scratch }) {
    const world = createWorld(now);
    const tasks = openTasks(scratch, now);
    return {
      tables: Object.keys(generators) as TableName[],
      async check() {
        return [
          { ok: true, what: `Fictional company, ${world.accounts.length} customers, data up to ${date(world.today)}` },
        ];
      },
      async fingerprint() {
        return `demo-${version}-${date(world.today)}${await tasks.version()}`;
      },
      async *read(table) {
        yield* pages(table, generators[table](world));
        if (table === "activities") yield* pages(table, await tasks.rows());
      },
      createTask: tasks.createTask,
      undoTask: tasks.undoTask,
      async close() {},
    };
  },
});
