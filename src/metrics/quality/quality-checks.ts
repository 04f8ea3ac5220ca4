import type { FieldCheck } from "./quality-result.ts";

/** What a rule of the store found. */
interface Counted {
  readonly rule: { readonly check: string; readonly table: string; readonly field: string; readonly says: string };
  readonly rows: number;
  readonly bad: number;
  readonly owners: ReadonlyMap<string | null, number>;
  readonly examples: readonly string[];
}

/** What a load could not read of a column. */
interface Lost {
  readonly table: string;
  readonly column: string;
  readonly cells: number;
  readonly rows: number;
  readonly places: readonly string[];
}

/** A bad row: external id, and whose it is. */
export interface BadRow {
  readonly row_id: string;
  readonly owner: string | null;
}

/** Rows that a check names. */
export const mostExamples = 10;

/** Checks of what the store counted, and fields that the source never fills: those are not judged. O(rules). */
export function ruleChecks<Count extends Counted>(
  counts: readonly Count[],
): { checks: FieldCheck[]; neverFilled: Count[] } {
  const given = counts.filter(({ rows }) => rows > 0);
  const gaps = ["completeness", "orphans"];
  const neverFilled = given.filter(({ rule, rows, bad }) => gaps.includes(rule.check) && bad === rows);
  const checks = given
    .filter((count) => !neverFilled.includes(count))
    .map(({ rule: { check, table, field, says }, rows, bad, owners, examples }) => {
      return { check, table, field, rule: says, rows, bad, examples, owners };
    });
  return { checks, neverFilled };
}

/** The check of rows that were found bad one by one. O(rows). */
export function rowsCheck(
  about: Pick<FieldCheck, "check" | "table" | "field" | "rule" | "rows">,
  bad: readonly BadRow[],
  most = mostExamples,
): FieldCheck {
  const owners = new Map<string | null, number>();
  for (const { owner } of bad) owners.set(owner, (owners.get(owner) ?? 0) + 1);
  return { ...about, bad: bad.length, examples: bad.slice(0, most).map(({ row_id }) => row_id), owners };
}

/** Rows and cells that the last load could not read, beside those that it took; `shown`: may one see where they are? */
export function rejectedChecks(lost: readonly Lost[], checks: readonly FieldCheck[], shown: boolean): FieldCheck[] {
  return lost.map(({ table, column, cells, rows, places }) => {
    const loaded = Math.max(0, ...checks.filter((check) => check.table === table).map((check) => check.rows));
    return {
      ...{ check: "rejected", table, field: column, rule: rows > 0 ? "row_left_out" : "unreadable" },
      ...{ rows: Math.max(loaded + rows, cells), bad: cells, examples: shown ? places : [], owners: new Map() },
    };
  });
}
