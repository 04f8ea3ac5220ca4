import { createHash } from "node:crypto";
import { z } from "zod";
import { defineConnector, type Finding, type Page, type Source } from "#connector.ts";
import { SourceError, UserError } from "#errors.ts";
import type { TableName } from "#model/tables.ts";
import { examineFile } from "./examine-file.ts";
import { type Place, type Plan, planFolder, signFolder } from "./plan.ts";

const config = z.object({
  CRM_CSV_DIR: z
    .string({ error: "expected the folder that holds accounts.csv, orders.csv, …" })
    .min(1, "expected the folder that holds accounts.csv, orders.csv, …"),
  CRM_CSV_MAPPING: z
    .string()
    .min(1, "expected the path of a mapping.yaml; leave it out to use the one beside the files")
    .optional(),
});

/** Files of a folder by the CSV contract (`README.md`): CSV, gzipped CSV, Excel and Parquet, with an optional mapping. */
export default defineConnector({
  title: "CSV, Excel and Parquet files",
  config,
  capabilities: { reads: "everything", deletes: "none", stageHistory: "none", writes: false },
  async open({ CRM_CSV_DIR, CRM_CSV_MAPPING }, { scratch }) {
    return openFolder({ folder: CRM_CSV_DIR, mapping: CRM_CSV_MAPPING, scratch });
  },
});

async function openFolder(place: Place): Promise<Source> {
  let plan = await planFolder(place).catch((error: unknown) => {
    // What is wrong with the folder is said by check(), or when it is read.
    if (error instanceof SourceError || error instanceof UserError) return null;
    throw error;
  });
  return {
    get tables() {
      return plan ? tablesOf(plan) : [];
    },
    check: () => check(place),
    async fingerprint() {
      return createHash("sha256")
        .update(await signFolder(place))
        .digest("hex");
    },
    async files() {
      plan = await planFolder(place);
      return plan;
    },
    async *read(table) {
      const rows = (plan?.rows[table] ?? []).map((row, index) => ({
        ...row,
        id: String(row.id ?? row.name ?? `mapping:${index + 1}`),
      }));
      if (rows.length > 0) yield { table, rows, next: null } as Page;
    },
    close: async () => {},
  };
}

function tablesOf(plan: Plan): TableName[] {
  const filled = plan.files.flatMap((file) => file.targets.map((target) => target.table));
  return [...new Set([...filled, ...(Object.keys(plan.rows) as TableName[])])];
}

async function check(place: Place): Promise<Finding[]> {
  try {
    const plan = await planFolder(place);
    const files = await Promise.all(plan.files.map(examineFile));
    return [
      { ok: true, what: `${place.folder} can be read` },
      ...files.flat(),
      ...plan.notes.map((what) => ({ ok: true, what })),
    ];
  } catch (error) {
    if (!(error instanceof SourceError || error instanceof UserError)) throw error;
    return [{ ok: false, what: error.message, ...(error.hint ? { mend: error.hint } : {}) }];
  }
}
