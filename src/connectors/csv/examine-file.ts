import { basename } from "node:path";
import type { BulkFile, BulkTarget } from "#bulk-file.ts";
import type { Finding } from "#connector.ts";
import { missingColumns } from "#model/missing-columns.ts";
import { tables } from "#model/tables.ts";
import { readHeaders } from "./read-headers.ts";

/** What a file fills, and the columns that its header lacks. Reads only the beginning of the file. */
export async function examineFile(file: BulkFile): Promise<Finding[]> {
  const name = file.name ?? basename(file.path);
  const headers = await readHeaders(file);
  const fills = { ok: true, what: `${name} fills ${file.targets.map(({ table }) => table).join(", ")}` };
  if (headers === null) return [fills];
  const used = new Set(file.targets.flatMap((target) => usedBy(target, headers)).map((header) => header.toLowerCase()));
  const unused = headers.filter((header) => header !== "" && !used.has(header.toLowerCase()));
  const missing = file.targets.flatMap((target) =>
    missingColumns({
      file: name,
      table: target.table,
      filled: file.targets.filter(({ table }) => table === target.table).flatMap((same) => filledBy(same, headers)),
      unused,
      byName: target.byName ?? false,
    }).map(({ column, isNeeded, sentence }): Finding => {
      if (!isNeeded) return { ok: true, what: sentence };
      return { ok: false, what: `${name}: no row of ${target.table} can be loaded without ${column}`, mend: sentence };
    }),
  );
  return missing.some(({ ok }) => !ok) ? missing : [fills, ...missing];
}

function filledBy(target: BulkTarget, headers: readonly string[]): string[] {
  return [...Object.keys(target.columns), ...(target.byName ? named(target, headers) : [])];
}

function usedBy(target: BulkTarget, headers: readonly string[]): string[] {
  const given = Object.values(target.columns).flatMap(({ from = [], product = [] }) => [...from, ...product]);
  return [...given, ...(target.byName ? named(target, headers) : [])];
}

function named({ table }: BulkTarget, headers: readonly string[]): string[] {
  const lower = new Set(headers.map((header) => header.toLowerCase()));
  const known = ["id", "source_created_at", "source_updated_at", "custom", ...Object.keys(tables[table].columns)];
  return known.filter((column) => lower.has(column));
}
