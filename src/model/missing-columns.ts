import { meantBy } from "./everyday-names.ts";
import { nearestName } from "./nearest-name.ts";
import { needed } from "./needed.ts";
import { type TableName, tables } from "./tables.ts";

/** A column of the model that a file lacks. */
export interface MissingColumn {
  readonly column: string;
  /** No row can be loaded without it. */
  readonly isNeeded: boolean;
  /** What to tell the one who keeps the file, with the headers that may be meant. */
  readonly sentence: string;
}

/** A file as far as its headers tell. */
export interface Headed {
  /** Name of the file, for the sentence. */
  readonly file: string;
  readonly table: TableName;
  /** Columns of the model that the file fills. */
  readonly filled: readonly string[];
  /** Headers of the file that fill nothing. */
  readonly unused: readonly string[];
  /** Is it read by its name? Then columns that rows can do without are named too, where a header seems to mean them. */
  readonly byName: boolean;
}

/** The columns that a file's rows cannot do without and, read by name, those that one of its headers seems to mean. */
export function missingColumns({ file, table, filled, unused, byName }: Headed): MissingColumn[] {
  const wanted = (column: string): boolean => needed[table]?.includes(column) ?? false;
  return ["id", ...Object.keys(tables[table].columns)]
    .filter((column) => !filled.includes(column))
    .flatMap((column) => {
      const isNeeded = wanted(column);
      const meant = meantBy(table, column, unused);
      if (!isNeeded && (!byName || meant.length === 0)) return [];
      return [
        {
          column,
          isNeeded,
          sentence: sentence({ file, place: byName ? column : `${table}.${column}`, column, unused, meant }),
        },
      ];
    });
}

interface Case {
  readonly file: string;
  /** What the sentence calls the column. */
  readonly place: string;
  readonly column: string;
  readonly unused: readonly string[];
  readonly meant: readonly string[];
}

function sentence({ file, place, column, unused, meant }: Case): string {
  const nearest = meant.length > 0 ? null : nearestName(column, unused);
  const likely = nearest === null ? meant : [nearest];
  const lacks = `${file} has no column for ${place}`;
  if (likely.length > 0) return `${lacks}; is it ${likely.join(" or ")}? Rename it, or map it in mapping.yaml`;
  if (unused.length === 0) return `${lacks}; add one, or map one in mapping.yaml`;
  return `${lacks}; is it one of ${unused.join(", ")}? Rename it, or map it in mapping.yaml`;
}
