import type { Command } from "#command.ts";
import type { Words } from "#messages.ts";
import type { Question } from "#question.ts";
import type { Rejection } from "#store.ts";

/** Flaws of the company's data that change figures, as far as they are known. */
export interface DataFlaws {
  /** Orders with a zero too many or too few; owner key 0 where there is none. */
  readonly outliers: readonly { readonly owner: number; readonly day: string; readonly likely: boolean }[];
  /** Accounts recorded more than once, a cluster each. */
  readonly clusters: readonly unknown[];
}

interface Touched {
  readonly command: Command;
  readonly question: Question;
  /** Owners whose rows may be seen; null for everything. */
  readonly owners: readonly number[] | null;
  readonly flaws: DataFlaws | undefined;
  readonly rejected: readonly Rejection[];
}

const aboutOrders = new Set(["orders", "order_lines"]);

/** One line on flaws in the very tables and dates that a reply rests on; nothing where there are none, or in /quality. */
export function dataWarnings({ command, question, owners, flaws, rejected }: Touched, words: Words): string[] {
  if (command.group === "data") return [];
  const tables = [command.narrows ?? []].flat();
  const found: string[] = [];
  if (tables.some((table) => aboutOrders.has(table)) || command.group === "customers") {
    const { from, to } = question.period;
    const suspect = (flaws?.outliers ?? []).filter(
      ({ day, owner, likely }) =>
        likely && (command.period === null || (day >= from && day < to)) && (owners?.includes(owner) ?? true),
    ).length;
    if (suspect > 0) found.push(words.say("reply.suspect_orders", { n: suspect }));
  }
  const byCustomer = tables.includes("accounts") || command.group === "customers";
  const twice = byCustomer && owners === null ? (flaws?.clusters.length ?? 0) : 0;
  if (twice > 0) found.push(words.say("reply.recorded_twice", { n: twice }));
  const lost = rejected
    .filter(({ table }) => (tables as readonly string[]).includes(table))
    .reduce((sum, { rows }) => sum + rows, 0);
  if (lost > 0) found.push(words.say("reply.rejected_rows", { n: lost }));
  if (found.length === 0) return [];
  const filtered = question.filters.length > 0 ? "yes" : "no";
  return [words.say("reply.data_warning", { flaws: words.list(found), filtered, command: "/quality" })];
}
