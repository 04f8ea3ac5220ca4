import { UserError } from "#errors.ts";
import { nearestName } from "#model/nearest-name.ts";
import type { RawFile } from "./raw-file.ts";

/** SQL name of a file's column. Throws `UserError` `mapping` with the nearest name when the file has no such column. */
export function fileColumn(file: RawFile, name: string, wanted: string): string {
  const found = findColumn(file, name);
  if (found !== null) return found;
  const nearest = nearestName(name, file.columns);
  throw new UserError("mapping", `${wanted}: ${file.name} has no column "${name}"`, {
    hint: `${nearest ? `Did you mean "${nearest}"? ` : ""}It has ${file.columns.join(", ")}.`,
  });
}

/** SQL name of a file's column, or null. Names match exactly, else without regard to case. */
export function findColumn(file: RawFile, name: string): string | null {
  const exact = file.columns.indexOf(name);
  if (exact >= 0) return `c${exact}`;
  const loose = file.columns.findIndex((column) => column.toLowerCase() === name.toLowerCase());
  return loose >= 0 ? `c${loose}` : null;
}
