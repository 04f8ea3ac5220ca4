import { isMap, isScalar, LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import type { TableMapping, TableQuery } from "#connector.ts";
import { UserError } from "#errors.ts";
import { nearestName } from "#model/nearest-name.ts";
import { type TableName, tables } from "#model/tables.ts";

const scalar = z.union([z.string(), z.number(), z.boolean()]);
const column = z.union([
  z.string(),
  z.null(),
  z.strictObject({
    from: z.union([z.string(), z.array(z.string()).min(1)]).optional(),
    constant: scalar.optional(),
    values: z.record(z.string(), scalar.nullable()).optional(),
    transform: z.enum(["seconds", "milliseconds", "percent", "lower", "negate"]).optional(),
  }),
]);
const schema = z.strictObject({
  zone: z.string().optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, "expected a three-letter code such as CNY")
    .optional(),
  tables: z
    .record(
      z.string(),
      z.strictObject({
        stream: z.string().optional(),
        query: z.string().min(1, "expected a SELECT").optional(),
        key: z.string().optional(),
        changed: z.string().optional(),
        deleted: z.string().optional(),
        columns: z.record(z.string(), column).default({}),
        custom: z.record(z.string(), z.string()).default({}),
      }),
    )
    .default({}),
});

/** What a `mapping.yaml` changes of a connector's own mapping. */
export interface MappingFile extends Omit<z.output<typeof schema>, "tables"> {
  readonly tables: Readonly<Record<string, GivenMapping>>;
}
type GivenMapping = z.output<typeof schema>["tables"][string] & { readonly file?: string; readonly line?: number };

export const noMappingFile: MappingFile = { tables: {} };

type Defaults = Readonly<Partial<Record<TableName, TableMapping>>>;

/**
 * Reads the text of a `mapping.yaml`; `name` is what complaints call it, `defaults` are the tables that it may change.
 * Throws `UserError` `mapping` with the line, and what was expected there.
 */
export function parseMappingFile(text: string, name: string, defaults: Defaults): MappingFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken) throw complaint(`${name}:${broken.linePos?.[0].line ?? 1}`, `is not YAML: ${firstLine(broken.message)}`);
  /** The line of the key at a path; of what is missing, that of what should hold it. */
  const at = (path: readonly PropertyKey[]): string => {
    for (let depth = path.length; depth > 0; depth--) {
      const parent = document.getIn(path.slice(0, depth - 1), true);
      const pair = isMap(parent)
        ? parent.items.find(({ key }) => isScalar(key) && key.value === path[depth - 1])
        : null;
      if (isScalar(pair?.key) && pair.key.range) return `${name}:${lines.linePos(pair.key.range[0]).line}`;
    }
    return `${name}:1`;
  };
  const read = schema.safeParse(document.toJS() ?? {});
  if (!read.success) throw fromIssue(read.error.issues[0], at);
  for (const [table, mapping] of Object.entries(read.data.tables)) {
    const known = (tables as Readonly<Record<string, { columns: object } | undefined>>)[table];
    if (!known) throw unknown(at(["tables", table]), `there is no table "${table}"`, table, Object.keys(tables));
    const own = defaults[table as TableName];
    if (own === undefined && mapping.stream === undefined && mapping.query === undefined) {
      throw complaint(at(["tables", table]), `${table} needs a stream: this CRM maps nothing to it by itself`);
    }
    if (mapping.query !== undefined && keyOf(mapping, own) === null) {
      throw complaint(at(["tables", table]), `${table} needs a key: the unique column by which its query is read`);
    }
    const names = columnNames(table as TableName);
    for (const wanted of Object.keys(mapping.columns)) {
      if (names.includes(wanted)) continue;
      throw unknown(at(["tables", table, "columns", wanted]), `${table} has no column "${wanted}"`, wanted, names);
    }
  }
  const lineOf = (table: string): number => {
    const node = document.getIn(["tables", table, "query"], true);
    if (!isScalar(node) || !node.range) return 1;
    // A block begins in the line after its bar.
    return lines.linePos(node.range[0]).line + (node.type?.startsWith("BLOCK") ? 1 : 0);
  };
  const placed = Object.entries(read.data.tables).map(([table, mapping]) => [
    table,
    mapping.query === undefined ? mapping : { ...mapping, file: name, line: lineOf(table) },
  ]);
  return { ...read.data, tables: Object.fromEntries(placed) };
}

/** The connector's mapping of every table, with what the file changes; a column that it empties is left out. */
export function mergeMapping(
  defaults: Defaults,
  file: MappingFile,
): Readonly<Partial<Record<TableName, TableMapping>>> {
  const names = [...new Set([...Object.keys(defaults), ...Object.keys(file.tables)])] as TableName[];
  return Object.fromEntries(
    names.map((table) => {
      const given = file.tables[table];
      const own = defaults[table] ?? { stream: table, columns: given?.query ? namesakes(table, given) : {} };
      const columns = { ...own.columns, ...given?.columns };
      const merged = {
        stream: given?.stream ?? own.stream,
        query: queryOf(given, own),
        columns: Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== null)),
        custom: { ...own.custom, ...given?.custom },
      };
      return [table, merged];
    }),
  );
}

function columnNames(table: TableName): string[] {
  return ["id", "source_created_at", "source_updated_at", ...Object.keys(tables[table].columns)];
}

/** A query may name its columns as the model does; whatever tells of changes is the time of the last one. */
function namesakes(table: TableName, { changed }: GivenMapping): TableMapping["columns"] {
  const own = Object.fromEntries(columnNames(table).map((name) => [name, name]));
  return changed === undefined ? own : { ...own, source_updated_at: changed };
}

function keyOf(given: GivenMapping, own: TableMapping | undefined): string | null {
  const id = given.columns.id ?? own?.columns.id ?? "id";
  return given.key ?? (typeof id === "string" ? id : null);
}

function queryOf(given: GivenMapping | undefined, own: TableMapping): TableQuery | undefined {
  if (given?.query === undefined) return own.query;
  const { query: sql, changed, deleted, file = "", line = 1 } = given;
  return { sql, key: keyOf(given, own) ?? "id", changed, deleted, file, line };
}

function fromIssue(issue: z.core.$ZodIssue | undefined, at: (path: readonly PropertyKey[]) => string): UserError {
  const path = issue?.path ?? [];
  const where = path.map(String).join(".") || "top level";
  const issues = issue?.code === "invalid_union" ? issue.errors.flat() : issue ? [issue] : [];
  const strange = issues.find((one) => one.code === "unrecognized_keys");
  if (strange?.code === "unrecognized_keys") {
    const key = strange.keys[0] ?? "";
    const known = [
      "zone",
      "currency",
      "tables",
      "stream",
      "query",
      "key",
      "changed",
      "deleted",
      "columns",
      "custom",
      "from",
      "constant",
      "values",
      "transform",
    ];
    return unknown(at([...path, key]), `${where}: unknown key "${key}"`, key, known);
  }
  return complaint(at(path), `${where}: ${issue?.message ?? "is not understood"}`);
}

function unknown(where: string, what: string, wrong: string, known: readonly string[]): UserError {
  const nearest = nearestName(wrong, known);
  return complaint(where, what, nearest === null ? `It knows ${known.join(", ")}.` : `Did you mean "${nearest}"?`);
}

function complaint(where: string, what: string, hint = "docs/connectors.md shows the form of each key."): UserError {
  return new UserError("mapping", `${where}: ${what}`, { hint });
}

function firstLine(text: string): string {
  return text.split("\n")[0] ?? text;
}
