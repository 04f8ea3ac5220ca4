import { z } from "zod";
import { defineConnector } from "#connector.ts";
import { serverAddress } from "#http/server-address.ts";
import { type TableName, tables } from "#model/tables.ts";
import { openApi } from "./api.ts";
import { check } from "./check.ts";
import { readClock } from "./clock.ts";
import { listRecords } from "./list-records.ts";
import { mapping } from "./mapping.ts";
import { readOwners } from "./read-owners.ts";
import { readStages } from "./read-stages.ts";
import { countRecords, searchRecords } from "./search-records.ts";
import { createTask, undoTask } from "./tasks.ts";
import { openView } from "./view.ts";

const config = z.object({
  HUBSPOT_TOKEN: z
    .string("expected the access token of a private app (Settings, Integrations, Private apps)")
    .min(10, "expected the access token of a private app, pat-…"),
  HUBSPOT_URL: serverAddress("expected the address of HubSpot's API").default("https://api.hubapi.com"),
  HUBSPOT_SEARCHES_PER_SECOND: z.coerce
    .number("expected a number of searches")
    .positive("expected a number of searches")
    .default(4),
  HUBSPOT_WITHOUT: z
    .string()
    .transform((text) => text.split(",").map((name) => name.trim()))
    .refine((names) => names.every((name) => name in tables), "expected tables such as surveys,tickets")
    .optional(),
});

/** HubSpot: increments by its search, history and associations by batches, deletions by what it archived. */
export default defineConnector({
  title: "HubSpot",
  config,
  capabilities: {
    ...{ reads: "increments", deletes: "native", stageHistory: "native", writes: true },
    tables: { owners: { reads: "everything" }, stages: { reads: "everything" } },
  },
  mapping,
  async open(settings, { mapping: of, now }) {
    const api = openApi(settings);
    const without = settings.HUBSPOT_WITHOUT ?? [];
    const kept = (Object.keys(mapping) as TableName[]).filter((table) => !without.includes(table));
    const view = (table: TableName) => openView(api, table, of(table));
    return {
      tables: kept,
      check: () => check(api, kept, (table) => of(table).stream),
      fingerprint: async () => null,
      clock: () => readClock(api, now),
      async *read(table, window, cursor) {
        if (table === "owners") yield* readOwners(api, of(table));
        else if (table === "stages") yield* readStages(api, of(table));
        else yield* searchRecords(api, view(table), window, cursor);
      },
      async *listIds(table) {
        for await (const { ids } of listRecords(api, view(table), { archived: false })) yield ids;
      },
      async *deleted(table, since) {
        for await (const { ids } of listRecords(api, view(table), { archived: true, since })) yield ids;
      },
      async describe(table) {
        if (table === "owners" || table === "stages") return [];
        return view(table).describe();
      },
      async count(table) {
        return table === "owners" || table === "stages" ? null : countRecords(api, view(table));
      },
      createTask: (task) => createTask(api, task),
      undoTask: (id) => undoTask(api, id),
      close: async () => {},
    };
  },
});
