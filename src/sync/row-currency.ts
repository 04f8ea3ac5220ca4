import { type TableName, tables } from "#model/tables.ts";
import { claimed, currencyCode, meaningOf, signOf, signPattern } from "./currency-signs.ts";
import { firstOf, identifier, literal } from "./sql.ts";
import type { Load } from "./staging.ts";

/** Text rows of one table, of which only the signs matter. */
interface Signable {
  readonly table: TableName;
  readonly origin: string;
  /** SQL relation with these columns as text. */
  readonly relation: string;
  readonly columns: readonly string[];
}

/** The money columns of a part with a currency sign in any cell. Most files have none, and cost one look. */
export async function signedColumns(load: Load, part: Signable): Promise<string[]> {
  const { columns }: { columns: Readonly<Record<string, { kind: string }>> } = tables[part.table];
  const money = part.columns.filter((name) => columns[name]?.kind === "money");
  if (money.length === 0) return [];
  const looks = money.map(
    (name) =>
      `coalesce(bool_or(regexp_matches(${identifier(name)}, '${signPattern}|[￥＄￡]')), false) AS ${identifier(name)}`,
  );
  const [row] = await load.landing.rows(`SELECT ${looks.join(", ")} FROM ${part.relation}`);
  const signed = money.filter((name) => row?.[name] === true);
  if (signed.length > 0 && columns.currency !== undefined) {
    load.note(`${part.origin}: rows without a currency take that of the signs in ${signed.join(", ")}`);
  }
  return signed;
}

interface Signs {
  readonly signed: readonly string[];
  /** Has the part a currency column? */
  readonly given: boolean;
  /** Reporting currency. */
  readonly reporting: string;
}

/**
 * SQL: rows with `v_currency` completed by the signs of their money. An amount whose sign does not fit its row's
 * currency has no value, and `m_<column>` says why.
 */
export function bySigns(rows: string, { signed, given, reporting }: Signs): string {
  const signs = signed.map((name) => `${signOf(identifier(name))} AS ${identifier(`s_${name}`)}`);
  const meanings = signed.map((name) => `${meaningOf(identifier(`s_${name}`))} AS ${identifier(`l_${name}`)}`);
  const claims = signed.map((name) => claimed(identifier(`l_${name}`), reporting));
  const own = firstOf([...(given ? [currencyCode("v_currency", reporting)] : []), ...claims]);
  const problems = signed.map((name) => {
    const meaning = identifier(`l_${name}`);
    const unclear = `'may be ' || array_to_string(${meaning}[:3], ' or ') || ', and the row names no currency'`;
    return `CASE WHEN ${meaning} IS NULL OR coalesce(list_contains(${meaning}, own), false) THEN NULL
      WHEN own IS NULL THEN ${unclear} ELSE 'is not in the row''s currency, ' || own END AS ${identifier(`m_${name}`)}`;
  });
  const kept = signed.map(
    (name) => `CASE WHEN ${mismatch(name)} IS NULL THEN ${identifier(`v_${name}`)} END AS ${identifier(`v_${name}`)}`,
  );
  const told = `SELECT *, ${problems.join(", ")} FROM (SELECT *, ${own} AS own FROM (SELECT *, ${meanings.join(", ")} FROM (SELECT *, ${signs.join(", ")} FROM (${rows}))))`;
  return given
    ? `SELECT * REPLACE (${kept.join(", ")}, own AS v_currency) FROM (${told})`
    : `SELECT * REPLACE (${kept.join(", ")}), own AS v_currency FROM (${told})`;
}

/** SQL: the signs of a row's money, for rows whose currency another table tells; null without any. */
export function marks(signed: readonly string[]): string {
  const cells = signed.map(
    (name) =>
      `{'column': ${literal(name)}, 'value': ${identifier(name)}[:200], 'meaning': ${meaningOf(signOf(identifier(name)))}}`,
  );
  return `list_filter([${cells.join(", ")}], lambda m: m.meaning IS NOT NULL)`;
}

/** SQL: why a column's amount does not fit its row's currency; null when it does. */
export function mismatch(name: string): string {
  return identifier(`m_${name}`);
}
