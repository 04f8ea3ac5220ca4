import { defineConnector } from "#connector.ts";
import type { TableName } from "#model/tables.ts";
import { openApi } from "./api.ts";
import { check } from "./check.ts";
import { serverClock } from "./clock.ts";
import { config } from "./config.ts";
import { describeForms } from "./describe.ts";
import { mapping } from "./mapping.ts";
import { readForms, readWhole } from "./read-forms.ts";
import { openView } from "./view.ts";

const whole: readonly TableName[] = ["owners", "fx_rates"];

/** 金蝶云星空: orders, returns and receivables by its general query, in the order of keys; deletions by comparing ids. */
export default defineConnector({
  title: "金蝶云星空 Kingdee",
  config,
  capabilities: {
    ...{ reads: "increments", deletes: "sweep", stageHistory: "none", writes: false },
    tables: { owners: { reads: "everything" }, fx_rates: { reads: "everything" } },
  },
  mapping,
  async open(settings, { mapping: of, mapped, secrets, now, zone }) {
    const api = openApi(settings, secrets);
    const tables = mapped.filter((table) => !settings.KINGDEE_WITHOUT?.includes(table));
    const view = (table: TableName) => openView(table, of(table));
    const rates = `FRATETYPEID.FNumber = '${settings.KINGDEE_RATE_TYPE}' and FDocumentStatus = 'C' and FForbidStatus = 'A'`;
    const clock = () => serverClock(api, now);
    return {
      tables,
      check: () => check(api, new Map(tables.map((table) => [table, view(table)])), { zone, clock }),
      fingerprint: async () => null,
      clock,
      async *read(table, window, cursor) {
        if (whole.includes(table)) yield* readWhole(api, view(table), table === "fx_rates" ? rates : null);
        else yield* readForms(api, view(table), { window, zone, cursor });
      },
      async *listIds(table) {
        for await (const { rows } of readWhole(api, view(table))) yield rows.map(({ id }) => String(id));
      },
      describe: (table) => describeForms(api, view(table)),
      close: async () => {},
    };
  },
});
