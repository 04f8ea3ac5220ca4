import { defineConnector } from "#connector.ts";
import type { TableName } from "#model/tables.ts";
import { openApi, root } from "./api.ts";
import { check } from "./check.ts";
import { config } from "./config.ts";
import { mapping } from "./mapping.ts";
import { openObjects } from "./objects.ts";
import { readOwners } from "./read-owners.ts";
import { countRecords, listIds, readRecords } from "./read-records.ts";
import { readStages } from "./read-stages.ts";
import { createTask, undoTask } from "./tasks.ts";
import { objectsOf, openView } from "./view.ts";

/** 纷享销客 Fxiaoke: any object by change time and id; what was voided says so or is missed by the nightly comparison. */
export default defineConnector({
  title: "纷享销客 Fxiaoke",
  config,
  capabilities: {
    ...{ reads: "increments", deletes: "sweep", stageHistory: "snapshot", writes: true },
    tables: { owners: { reads: "everything" }, stages: { reads: "everything" } },
  },
  mapping,
  async open(settings, { mapping: of, mapped, secrets, now }) {
    const api = openApi(settings, secrets);
    const without = settings.FXIAOKE_WITHOUT ?? [];
    // A mapping.yaml may read other objects, the company's own too.
    const all = new Set([...(Object.keys(mapping) as TableName[]), ...mapped]);
    const kept = [...all].filter((table) => !without.includes(table));
    const objects = openObjects(api);
    const view = (table: TableName) => openView(objects, table, of(table));
    return {
      tables: kept,
      check: () => check(api, kept, (table) => of(table).stream),
      fingerprint: async () => null,
      async clock() {
        const { headers } = await api.call({ method: "POST", path: `${root}/object/list`, body: {} });
        const told = Date.parse(headers.date ?? "");
        return Number.isNaN(told) ? now : new Date(told);
      },
      async *read(table, window, cursor) {
        if (table === "owners") yield* readOwners(api, of(table));
        else if (table === "stages") yield* readStages(objects, of(table));
        else yield* readRecords(api, view(table), window, cursor);
      },
      async *listIds(table) {
        yield* listIds(api, view(table));
      },
      describe: async (table) => (table === "owners" ? [] : objects.describe(objectsOf(of(table).stream))),
      count: async (table) => (table === "owners" || table === "stages" ? null : countRecords(api, view(table))),
      createTask: (task) => createTask(api, task),
      undoTask: (id) => undoTask(api, id),
      close: async () => {},
    };
  },
});
