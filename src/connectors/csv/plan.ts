import { basename, join } from "node:path";
import type { BulkFile, BulkTarget } from "#bulk-file.ts";
import { SourceError, UserError } from "#errors.ts";
import { type TableName, tables } from "#model/tables.ts";
import { compileTarget } from "./compile.ts";
import { fileFormat, matchesGlob, stemOf, tableOf } from "./file-name.ts";
import { type FolderFile, isReadable, listFolder } from "./folder.ts";
import { readMapping } from "./mapping.ts";
import type { MappedFile, Mapping } from "./mapping-schema.ts";
import { didYouMean } from "./nearest.ts";
import { type SheetFile, sheetsOf } from "./workbook.ts";

/** What would be read of a folder, and what not. */
export interface Plan {
  readonly files: readonly BulkFile[];
  /** Rows that the mapping itself holds. */
  readonly rows: Mapping["rows"];
  readonly notes: readonly string[];
}

export interface Place {
  readonly folder: string;
  readonly mapping?: string | undefined;
  readonly scratch: string;
}

const besides = /^(mapping\.ya?ml|readme.*|licen[cs]e.*|.*\.md)$/i;

/** Decides for every file of the folder which tables it fills: by the mapping, else by its name. */
export async function planFolder(place: Place): Promise<Plan> {
  const listed = await listFolder(place.folder);
  const path = mappingPath(place, listed);
  const mapping = path ? (await readMapping(path)).mapping : null;
  const files: BulkFile[] = [];
  const notes: string[] = [];
  for (const file of listed.filter(({ name }) => !besides.test(name))) {
    const format = fileFormat(file.name);
    const mapped = mapping?.files.filter((entry) => matchesGlob(file.name, entry.file)) ?? [];
    const planned = format === null ? [] : await planFile(file, { format, mapped, mapping, scratch: place.scratch });
    if (planned.length === 0) {
      notes.push(
        `${file.name} is left alone: it is no table of the model. ${didYouMean(stemOf(file.name), Object.keys(tables))}`.trim(),
      );
    } else if (!(await isReadable(file.path))) {
      throw new SourceError("csv", `${file.name} may not be read by this user`, { hint: "Change its permissions." });
    }
    files.push(...planned);
  }
  for (const [index, entry] of (mapping?.files ?? []).entries()) {
    if (listed.some(({ name }) => matchesGlob(name, entry.file))) continue;
    throw new UserError(
      "mapping",
      `${basename(path ?? "")}: files[${index}].file: no file of ${place.folder} matches "${entry.file}"`,
      {
        hint: `${didYouMean(
          entry.file,
          listed.map(({ name }) => name),
        )}The folder has ${listed.map(({ name }) => name).join(", ")}.`,
      },
    );
  }
  const rows = mapping?.rows ?? {};
  if (files.length === 0 && Object.keys(rows).length === 0) {
    throw new SourceError("csv", `no file of ${place.folder} is a table of the model`, {
      hint: `Name them by what they hold (${Object.keys(tables).slice(0, 4).join(".csv, ")}.csv, …), or write a mapping.yaml.`,
    });
  }
  return { files, rows, notes };
}

/** Text that changes when a file of the folder or the mapping does. Reads no file but the mapping. */
export async function signFolder(place: Place): Promise<string> {
  const listed = await listFolder(place.folder);
  const path = mappingPath(place, listed);
  const text = path ? (await readMapping(path)).text : "";
  return [place.folder, ...listed.map(({ name, size, modified }) => `${name} ${size} ${modified}`), text].join("\n");
}

function mappingPath(place: Place, listed: readonly FolderFile[]): string | undefined {
  return place.mapping ?? listed.find(({ name }) => /^mapping\.ya?ml$/i.test(name))?.path;
}

interface Means {
  readonly format: "csv" | "parquet" | "xlsx";
  readonly mapped: readonly MappedFile[];
  readonly mapping: Mapping | null;
  readonly scratch: string;
}

async function planFile(file: FolderFile, { format, mapped, mapping, scratch }: Means): Promise<BulkFile[]> {
  const wanted = mapped.length > 0 || format === "xlsx" || tableOf(file.name) !== null;
  if (!wanted) return [];
  const sheets = format === "xlsx" ? await sheetsOf(file, join(scratch, "sheets")) : [];
  const read = format === "xlsx" ? "csv" : format;
  if (mapped.length === 0) {
    if (format !== "xlsx") return [{ path: file.path, format: read, targets: byName(tableOf(file.name), mapping) }];
    return sheets.flatMap(({ sheet, path }, index) => {
      const table = tableOf(sheet) ?? (index === 0 ? tableOf(file.name) : null);
      return table ? [{ path, name: `${file.name} (${sheet})`, format: read, targets: byName(table, mapping) }] : [];
    });
  }
  return mapped.map((entry) => ({
    path: format === "xlsx" ? sheetPath(file, entry, sheets) : file.path,
    name: file.name,
    format: read,
    ...(entry.encoding ? { encoding: entry.encoding } : {}),
    targets: entry.tables.map((target) => compileTarget(target, entry.zone ?? mapping?.zone)),
  }));
}

function byName(table: TableName | null, mapping: Mapping | null): BulkTarget[] {
  if (!table) return [];
  return [{ table, columns: {}, byName: true, ...(mapping?.zone ? { zone: mapping.zone } : {}) }];
}

function sheetPath(file: FolderFile, entry: MappedFile, sheets: readonly SheetFile[]): string {
  const sheet = entry.sheet === undefined ? sheets[0] : sheets.find(({ sheet }) => sheet === entry.sheet);
  if (sheet) return sheet.path;
  const names = sheets.map(({ sheet }) => sheet);
  throw new UserError("mapping", `${file.name} has no sheet "${entry.sheet ?? ""}" with cells`, {
    hint: `${didYouMean(entry.sheet ?? "", names)}It has ${names.join(", ") || "none"}.`,
  });
}
