import { readdir } from "node:fs/promises";
import { basename } from "node:path";
import { moduleSuffix } from "./module-suffix.ts";

/**
 * Imports every unit in a folder, keyed by its file or folder name: the file system is the only registry.
 * A unit is `name.ts` or `name/index.ts` with a default export. Sorted, so that order never depends on the disk.
 * Throws when a file has no default export.
 */
export async function discover<Unit>(folder: URL): Promise<Map<string, Unit>> {
  const entries = await readdir(folder, { withFileTypes: true });
  const units = new Map<string, Unit>();
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith(".") || (entry.isFile() && !entry.name.endsWith(moduleSuffix))) continue;
    const path = entry.isDirectory() ? `${entry.name}/index${moduleSuffix}` : entry.name;
    const module = (await import(new URL(path, folder).href)) as { default?: Unit };
    if (module.default === undefined) throw new Error(`${path} has no default export`);
    units.set(basename(entry.name, moduleSuffix), module.default);
  }
  return units;
}
