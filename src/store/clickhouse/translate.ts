import type { Parameter } from "#store.ts";
import { type Token, tokens } from "../sql-words.ts";

/** Without these ClickHouse fills outer joins with zeros, sums nothing to zero and reads aliases before columns. */
const settings = [
  "join_use_nulls = 1",
  "aggregate_functions_null_for_empty = 1",
  "prefer_column_name_to_alias = 1",
  "cast_keep_nullable = 1",
  "enable_extended_results_for_datetime_functions = 1",
  "output_format_json_quote_64bit_integers = 1",
  "output_format_json_quote_decimals = 1",
  "output_format_json_quote_denormals = 1",
  "session_timezone = 'UTC'",
].join(", ");

/** The shared SQL in ClickHouse's: typed parameters, `arrayJoin` for `unnest`, signed counts, settings at the end. */
export function translate(
  sql: string,
  parameters: Readonly<Record<string, Parameter>>,
): { readonly query: string; readonly query_params: Record<string, unknown> } {
  const all = tokens(sql);
  const before = new Map<number, string>();
  const after = new Map<number, string>();
  const instead = new Map<number, string>();
  for (const [index, token] of all.entries()) {
    const word = token.kind === "word" && all[index + 1]?.value === "(" ? token.value.toLowerCase() : "";
    if (token.kind === "parameter") {
      instead.set(index, `{${token.value}:${parameterType(parameters[token.value] ?? null)}}`);
    } else if (word === "unnest") instead.set(index, "arrayJoin");
    else if (counts.has(word)) {
      before.set(index, "toInt64(");
      const end = endOfAggregate(all, index + 1);
      after.set(end, `${after.get(end) ?? ""})`);
    }
  }
  let query = "";
  let done = 0;
  for (const [index, token] of all.entries()) {
    const text = instead.get(index) ?? sql.slice(token.start, token.end);
    query += sql.slice(done, token.start) + (before.get(index) ?? "") + text + (after.get(index) ?? "");
    done = token.end;
  }
  const query_params = Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, plain(value)]));
  return { query: `${query}${sql.slice(done)}\nSETTINGS ${settings}`, query_params };
}

/** Whole numbers that ClickHouse makes unsigned, and then cannot bring together with signed ones. */
const counts = new Set(["count", "row_number", "rank", "dense_rank", "ntile"]);

/** Index of the last token of `f(…) [FILTER (…)] [OVER (…) | OVER name]`, given that of its first parenthesis. */
function endOfAggregate(all: readonly Token[], open: number): number {
  let end = closing(all, open);
  for (const clause of ["filter", "over"]) {
    if (all[end + 1]?.value.toLowerCase() !== clause) continue;
    end = all[end + 2]?.value === "(" ? closing(all, end + 2) : end + 2;
  }
  return end;
}

function closing(all: readonly Token[], open: number): number {
  let depth = 0;
  for (let index = open; index < all.length; index++) {
    const token = all[index];
    if (token?.kind !== "sign") continue;
    if (token.value === "(") depth++;
    else if (token.value === ")" && --depth === 0) return index;
  }
  throw new Error("Unbalanced parentheses");
}

function parameterType(value: Parameter): string {
  if (value === null) return "Nullable(String)";
  if (value instanceof Date) return "DateTime64(6, 'UTC')";
  if (typeof value === "string") return "String";
  if (typeof value === "boolean") return "Bool";
  if (typeof value === "number") return Number.isSafeInteger(value) ? "Int64" : "Float64";
  const list = value as readonly (string | number)[];
  if (list.length > 0 && list.every((item) => typeof item === "string")) return "Array(String)";
  return list.every((item) => Number.isSafeInteger(item)) ? "Array(Int64)" : "Array(Float64)";
}

function plain(value: Parameter): unknown {
  return value instanceof Date ? value.toISOString().slice(0, 23).replace("T", " ") : value;
}
