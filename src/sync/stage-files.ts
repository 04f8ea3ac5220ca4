import { rm } from "node:fs/promises";
import { basename, join } from "node:path";
import type { BulkFile, BulkTarget } from "#bulk-file.ts";
import type { Source } from "#connector.ts";
import { missingColumns } from "#model/missing-columns.ts";
import type { TableName } from "#model/tables.ts";
import { ordersOutOfLines } from "./orders-out-of-lines.ts";
import { dropRawFile, loadRawFile, type RawFile } from "./raw-file.ts";
import type { FileMapping } from "./report.ts";
import { stageTarget } from "./stage-target.ts";
import { count, type Load } from "./staging.ts";

/** Loads the files that a source gives to the bulk reader into staging, and says what filled what. */
export async function stageFiles(load: Load, source: Source): Promise<FileMapping[]> {
  if (!source.files) return [];
  const { files, notes } = await source.files();
  for (const note of notes) load.note(note);
  const filled = new Set<TableName>(files.flatMap((file) => file.targets.map((target) => target.table)));
  const mapping: FileMapping[] = [];
  for (const [position, file] of files.entries()) {
    load.progress(`${file.name ?? file.path}`);
    try {
      mapping.push(...(await stageFile(load, file, { position, filled })));
    } finally {
      await rm(join(load.landing.inbox, `load-${position}.${file.format}`), { force: true });
    }
  }
  return mapping;
}

async function stageFile(
  load: Load,
  file: BulkFile,
  { position, filled }: { position: number; filled: ReadonlySet<TableName> },
): Promise<FileMapping[]> {
  const raw = await loadRawFile(load, file, position);
  if (!raw) return [];
  const mapping: FileMapping[] = [];
  const filters = new Map<string, string[]>();
  for (const target of withDerived(file.targets, raw, filled)) {
    const { filter, ...found } = await stageTarget(load, target, raw);
    mapping.push(found);
    if (filter !== "") filters.set(filter, [...(filters.get(filter) ?? []), target.table]);
    if (target.byName && found.unknown.length > 0) {
      load.note(
        `${raw.name}: columns that ${target.table} does not know are kept in custom: ${found.unknown.join(", ")}`,
      );
    }
  }
  for (const [filter, tables] of filters) {
    const left = await count(load.landing, `SELECT count(*) AS n FROM ${raw.relation} WHERE NOT (${filter})`);
    if (left > 0) load.note(`${raw.name}: ${left} lines are no ${tables.join(", ")} by the mapping's filter`);
  }
  await dropRawFile(load, position);
  const unused = raw.columns.filter((name) => name !== "" && mapping.every(({ unknown }) => unknown.includes(name)));
  noteMissing(load, file, { mapping, unused });
  return mapping.map((found) => ({ ...found, unknown: unused }));
}

function noteMissing(
  load: Load,
  file: BulkFile,
  { mapping, unused }: { mapping: readonly FileMapping[]; unused: readonly string[] },
): void {
  for (const { table, byName = false } of file.targets) {
    const filled = mapping.filter((found) => found.table === table).flatMap(({ columns }) => Object.keys(columns));
    const name = file.name ?? basename(file.path);
    for (const { sentence } of missingColumns({ file: name, table, filled, unused, byName })) load.note(sentence);
  }
}

function withDerived(targets: readonly BulkTarget[], raw: RawFile, filled: ReadonlySet<TableName>): BulkTarget[] {
  const lines = targets.find((target) => target.table === "order_lines");
  const derived = lines && !filled.has("orders") ? ordersOutOfLines(lines, raw) : null;
  return derived ? [...targets, derived] : [...targets];
}
