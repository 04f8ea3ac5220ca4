import { defineConnector } from "#connector.ts";
import type { TableName } from "#model/tables.ts";
import { openApi } from "./api.ts";
import { bulkRecords } from "./bulk.ts";
import { check } from "./check.ts";
import { config } from "./config.ts";
import { deletedIds } from "./deleted.ts";
import { listIds } from "./list-ids.ts";
import { mapping } from "./mapping.ts";
import { openObjects } from "./objects.ts";
import { changedRecords, countRecords } from "./query.ts";
import { readRates } from "./read-rates.ts";
import { deletedStageEvents, readStageEvents } from "./read-stage-events.ts";
import { readStages } from "./read-stages.ts";
import { root } from "./root.ts";
import { createTask, undoTask } from "./tasks.ts";
import { openView } from "./view.ts";

/** Salesforce: the first load by Bulk API 2.0, changes by SOQL, deletions by flag and feed. */
export default defineConnector({
  title: "Salesforce",
  config,
  capabilities: {
    ...{ reads: "increments", deletes: "native", stageHistory: "native", writes: true },
    tables: { stages: { reads: "everything" }, fx_rates: { reads: "everything" } },
  },
  mapping,
  async open(settings, { mapping: of, secrets, now }) {
    const api = await openApi(settings, secrets);
    const objects = openObjects(api);
    const without = settings.SALESFORCE_WITHOUT ?? [];
    const kept = (Object.keys(mapping) as TableName[]).filter((table) => !without.includes(table));
    const view = (table: TableName) => openView(objects, table, of(table));
    return {
      tables: kept,
      check: () => check(objects, kept, of),
      fingerprint: async () => null,
      async clock() {
        const { headers } = await api.call({ path: `${root}/limits` });
        const told = Date.parse(headers.date ?? "");
        return Number.isNaN(told) ? now : new Date(told);
      },
      async *read(table, window, cursor) {
        if (table === "stages") yield* readStages(api, of(table));
        else if (table === "fx_rates") yield* readRates(api, objects, of(table));
        else if (table === "opportunity_stage_events") yield* readStageEvents(api, of(table), window, cursor);
        else if (window.lo === null) yield* bulkRecords(api, view(table), window, cursor);
        else yield* changedRecords(api, view(table), window, cursor);
      },
      async *listIds(table) {
        yield* listIds(api, of(table).stream);
      },
      async *deleted(table, since) {
        if (table === "opportunity_stage_events") yield* deletedStageEvents(api, since);
        else yield* deletedIds(api, objects, of(table).stream, { since, now });
      },
      async describe(table) {
        const found = await Promise.all(
          of(table)
            .stream.split(",")
            .map((name) => objects.describe(name)),
        );
        return found
          .flatMap(({ fields }) => fields)
          .map(({ name, label, type, custom }) => ({ name, label, type, custom }));
      },
      count: async (table) => (table === "fx_rates" ? null : countRecords(api, of(table).stream)),
      createTask: (task) => createTask(api, task),
      undoTask: (id) => undoTask(api, id),
      close: async () => {},
    };
  },
});
