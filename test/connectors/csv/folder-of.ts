import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Source } from "#connector.ts";
import csv from "#connectors/csv/index.ts";
import { now } from "../../sync/open-test-store.ts";
import { alone } from "../alone.ts";

/** A folder with these files. */
export async function folderOf(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "parley-csv-"));
  await writeFiles(folder, files);
  return folder;
}

export async function writeFiles(folder: string, files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
}

/** The CSV connector on a folder. */
export async function openCsv(folder: string, mapping?: string): Promise<Source> {
  const scratch = await mkdtemp(join(tmpdir(), "parley-scratch-"));
  const config = csv.config.parse({ CRM_CSV_DIR: folder, ...(mapping ? { CRM_CSV_MAPPING: mapping } : {}) });
  return csv.open(config, { now, zone: "UTC", scratch, ...alone });
}
