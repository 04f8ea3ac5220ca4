import { type Token, tokens } from "./sql-words.ts";

/** What a query names, and where its own WITH list begins. */
export interface NamedRelations {
  /** Relations that the query expects to be given, in order of appearance. */
  readonly relations: ReadonlySet<string>;
  /** Every word in it, lower case: a column that is not among them is not read. Null when it names all columns by `*`. */
  readonly words: ReadonlySet<string> | null;
  /** Relations whose groups it reads; null when they may be any's, because it names a group without its relation. */
  readonly grouped: ReadonlySet<string> | null;
  /** Names of its `$` parameters. */
  readonly parameters: ReadonlySet<string>;
  /** Names of its own common table expressions, lower case. */
  readonly own: ReadonlySet<string>;
  /** The query with its leading `WITH [RECURSIVE]` cut off, when it has one. */
  readonly rest: string;
  readonly startsWith: "with" | "with recursive" | "select";
}

const clauseEnds = new Set(
  "where group order having qualify window limit offset union except intersect select sample".split(" "),
);
const generators = new Set(["unnest", "generate_series", "range"]);
const forbidden = new Set(
  "attach copy install load pragma set create insert update delete drop alter export import call detach pivot summarize describe table".split(
    " ",
  ),
);
/** Functions whose arguments may hold a FROM of their own. */
const fromInside = new Set(["extract", "substring", "trim", "overlay", "position"]);

interface Frame {
  /** Word before the opening parenthesis. */
  readonly call: string | null;
  from: boolean;
}

/** Texts of queries whose relations are remembered: all that a company's people ask in a day. */
const mostRemembered = 500;
const remembered = new Map<string, NamedRelations>();

/** What a query names, found once for each text: most are asked again with other parameters. */
export function namedRelations(sql: string): NamedRelations {
  const known = remembered.get(sql);
  if (known !== undefined) return known;
  const found = relationsIn(sql);
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(sql, found);
  return found;
}

/**
 * Finds the relations that a query names after FROM, JOIN and in FROM's comma lists. Linear in its length.
 * Throws for what no query of Parley needs and could reach past the scope: qualified names, file names and table
 * functions in FROM, anything but one SELECT.
 */
function relationsIn(sql: string): NamedRelations {
  const all = tokens(sql);
  const first = lower(all[0]);
  if (first !== "select" && first !== "with") throw new Error(`A query starts with SELECT or WITH: ${excerpt(sql)}`);
  const recursive = first === "with" && lower(all[1]) === "recursive";
  const own = ownNames(all);
  const relations = new Set<string>();
  const parameters = new Set<string>();
  const frames: Frame[] = [{ call: null, from: false }];
  let expecting = false;

  for (const [index, token] of all.entries()) {
    const frame = frames.at(-1) ?? { call: null, from: false };
    const word = lower(token);
    if (token.kind === "parameter") parameters.add(token.value);
    if (token.value === ";" && token.kind === "sign") throw new Error(`A query is one statement: ${excerpt(sql)}`);
    if (token.kind === "word" && forbidden.has(word) && statementWord(all, index)) {
      throw new Error(`${token.value.toUpperCase()} is not for queries: ${excerpt(sql)}`);
    }
    if (expecting) {
      if (token.kind === "sign" && token.value === "(") {
        const inner = lower(all[index + 1]);
        expecting = inner !== "select" && inner !== "with" && inner !== "values";
        frames.push({ call: null, from: expecting });
        continue;
      }
      if (word === "lateral" && token.kind === "word") continue;
      expecting = false;
      const name = relationName(token, all[index + 1], sql);
      if (name !== null && !own.has(name)) relations.add(name);
      continue;
    }
    if (token.kind === "sign") {
      if (token.value === "(") {
        const before = all[index - 1];
        frames.push({ call: before?.kind === "word" ? lower(before) : null, from: false });
      } else if (token.value === ")") {
        if (frames.length === 1) throw new Error(`Unbalanced parentheses: ${excerpt(sql)}`);
        frames.pop();
      } else if (token.value === "," && frame.from) expecting = true;
      continue;
    }
    if (token.kind !== "word") continue;
    if (word === "join") {
      frame.from = true;
      expecting = true;
    } else if (word === "from") {
      if (lower(all[index - 1]) === "distinct" && ["is", "not"].includes(lower(all[index - 2]))) continue;
      if (frame.call !== null && fromInside.has(frame.call)) continue;
      frame.from = true;
      expecting = true;
    } else if (clauseEnds.has(word)) frame.from = false;
  }
  const cut = first === "select" ? 0 : (all[recursive ? 1 : 0]?.end ?? 0);
  const startsWith = first === "select" ? "select" : recursive ? "with recursive" : "with";
  const words = all.some((_, index) => namesAll(all, index))
    ? null
    : new Set(all.flatMap(({ kind, value }) => (kind === "word" || kind === "quoted" ? [value.toLowerCase()] : [])));
  const grouped = groupedOf(all, relations, words === null);
  return { relations, words, grouped, parameters, own, rest: sql.slice(cut), startsWith };
}

/** Relations in front of a `.group_1`. A `*` may name the groups of every relation, unless the query names some itself. */
function groupedOf(all: readonly Token[], relations: ReadonlySet<string>, star: boolean): Set<string> | null {
  const named = all.flatMap(({ value }, index) => {
    if (!/^group_\d+$/i.test(value)) return [];
    return [all[index - 1]?.value === "." ? (all[index - 2]?.value.toLowerCase() ?? "") : ""];
  });
  if (star && named.length === 0) return null;
  return named.every((name) => relations.has(name)) ? new Set(named) : null;
}

/** Null for a row generator such as `unnest(…)`, which reads no relation. */
function relationName(token: Token, next: Token | undefined, sql: string): string | null {
  if (token.kind !== "word" && token.kind !== "quoted") {
    throw new Error(`FROM takes a relation of the model, not ${token.value}: ${excerpt(sql)}`);
  }
  if (next?.kind === "sign" && next.value === ".") {
    throw new Error(`Relations are named without a schema, not ${token.value}.…: ${excerpt(sql)}`);
  }
  if (next?.kind === "sign" && next.value === "(") {
    if (token.kind === "word" && generators.has(lower(token))) return null;
    throw new Error(`FROM does not take the function ${token.value}(): ${excerpt(sql)}`);
  }
  return token.value.toLowerCase();
}

/** `name AS (`, `name(a, b) AS MATERIALIZED (`: the names that a WITH list defines. */
function ownNames(all: readonly Token[]): Set<string> {
  const names = new Set<string>();
  for (const [index, token] of all.entries()) {
    if (token.kind !== "word" || lower(token) !== "as") continue;
    let next = index + 1;
    while (["not", "materialized"].includes(lower(all[next]))) next++;
    if (all[next]?.value !== "(") continue;
    let before = index - 1;
    if (all[before]?.value === ")") while (before >= 0 && all[before]?.value !== "(") before--;
    const name = all[all[index - 1]?.value === ")" ? before - 1 : before];
    if (name?.kind === "word" || name?.kind === "quoted") names.add(name.value.toLowerCase());
  }
  return names;
}

/** Is this the `*` of a select list, neither a product nor the one of `count(*)`? */
function namesAll(all: readonly Token[], index: number): boolean {
  if (all[index]?.value !== "*" || all[index]?.kind !== "sign") return false;
  const before = all[index - 1];
  return ["select", "distinct"].includes(lower(before)) || before?.value === "," || before?.value === ".";
}

/** Could the word begin a statement here? Elsewhere it may be a column (`load`, `set`). */
function statementWord(all: readonly Token[], index: number): boolean {
  const before = all[index - 1];
  const after = all[index + 1];
  const opens = before === undefined || before.value === "(" || before.value === ")";
  return opens && (after?.kind === "word" || after?.kind === "quoted" || after?.kind === "text");
}

function lower(token: Token | undefined): string {
  return token?.kind === "word" ? token.value.toLowerCase() : "";
}

function excerpt(sql: string): string {
  return sql.replace(/\s+/g, " ").trim().slice(0, 120);
}
