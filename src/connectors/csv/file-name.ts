import { type TableName, tables } from "#model/tables.ts";

const tableNames = Object.keys(tables) as TableName[];

/** Kind of a file by its name; null when Parley reads no such files. */
export function fileFormat(name: string): "csv" | "parquet" | "xlsx" | null {
  if (/\.(csv|tsv|txt)(\.gz)?$/i.test(name)) return "csv";
  if (/\.parquet$/i.test(name)) return "parquet";
  return /\.xlsx$/i.test(name) ? "xlsx" : null;
}

/** The table that a name means by the contract: `orders`, `Orders.csv`, `orders-2025.csv.gz`. */
export function tableOf(name: string): TableName | null {
  const stem = stemOf(name).replace(/[-_ .]?\d[\d-_. ]*$/, "");
  return tableNames.find((table) => table === stem) ?? null;
}

/** A file's name in lower case, without its endings. */
export function stemOf(name: string): string {
  return name.replace(/(\.(csv|tsv|txt|parquet|xlsx))?(\.gz)?$/i, "").toLowerCase();
}

/** Does a file name match a glob? `*` is any text, `?` any character; case does not matter. */
export function matchesGlob(name: string, glob: string): boolean {
  const pattern = glob
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${pattern}$`, "i").test(name);
}
