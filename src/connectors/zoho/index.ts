import { defineConnector } from "#connector.ts";
import type { TableName } from "#model/tables.ts";
import { openApi } from "./api.ts";
import { bulkRecords } from "./bulk.ts";
import { check } from "./check.ts";
import { config } from "./config.ts";
import { deletedIds, listIds } from "./list-ids.ts";
import { mapping } from "./mapping.ts";
import { openModules } from "./modules.ts";
import { changedRecords } from "./read-changed.ts";
import { readOwners } from "./read-owners.ts";
import { readStageEvents } from "./read-stage-events.ts";
import { readStages } from "./read-stages.ts";
import { root } from "./root.ts";
import { createTask, undoTask } from "./tasks.ts";
import { openView } from "./view.ts";

const day = 86_400_000;

/** Zoho CRM: what changed lately page by page, history by bulk reads, deletions by its feed. */
export default defineConnector({
  title: "Zoho CRM",
  config,
  capabilities: {
    ...{ reads: "increments", deletes: "native", stageHistory: "per-record", writes: true },
    tables: {
      owners: { reads: "everything" },
      stages: { reads: "everything" },
      // They go with their deals, and listing them would ask for each deal.
      opportunity_stage_events: { deletes: "none" },
    },
  },
  mapping,
  async open(settings, { mapping: of, secrets, now }) {
    const api = openApi(settings, secrets);
    const without = settings.ZOHO_WITHOUT ?? [];
    const kept = (Object.keys(mapping) as TableName[]).filter((table) => !without.includes(table));
    const modules = openModules(api);
    const view = (table: TableName) => openView(modules, table, of(table));
    const isRead = (table: TableName) => table !== "owners" && table !== "stages";
    return {
      tables: kept,
      check: () => check(api, kept, (table) => of(table).stream),
      fingerprint: async () => null,
      async clock() {
        const { headers } = await api.call({ path: `${root}/org` });
        const told = Date.parse(headers.date ?? "");
        return Number.isNaN(told) ? now : new Date(told);
      },
      async *read(table, window, cursor) {
        if (table === "owners") yield* readOwners(api, of(table));
        else if (table === "stages") yield* readStages(api, of(table));
        else if (table === "opportunity_stage_events") yield* readStageEvents(api, of(table), window, cursor);
        // Pages can only be asked for from a time on; a bulk read also knows until when.
        else if (window.lo === null || now.getTime() - window.hi.getTime() > day)
          yield* bulkRecords(api, view(table), window, cursor);
        else yield* changedRecords(api, view(table), window, cursor);
      },
      async *listIds(table) {
        if (isRead(table)) yield* listIds(api, of(table).stream);
      },
      async *deleted(table, since) {
        if (table !== "opportunity_stage_events") yield* deletedIds(api, of(table).stream, since);
      },
      describe: async (table) => (isRead(table) ? modules.describe(of(table).stream) : []),
      createTask: (task) => createTask(api, task),
      undoTask: (id) => undoTask(api, id),
      close: async () => {},
    };
  },
});
