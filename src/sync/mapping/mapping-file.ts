import { isMap, isScalar, LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import type { TableMapping } from "#connector.ts";
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
        columns: z.record(z.string(), column).default({}),
        custom: z.record(z.string(), z.string()).default({}),
      }),
    )
    .default({}),
});

/** What a `mapping.yaml` changes of a connector's own mapping. */
export type MappingFile = z.output<typeof schema>;

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
    if (defaults[table as TableName] === undefined && mapping.stream === undefined) {
      throw complaint(at(["tables", table]), `${table} needs a stream: this CRM maps nothing to it by itself`);
    }
    const names = ["id", "source_created_at", "source_updated_at", ...Object.keys(known.columns)];
    for (const wanted of Object.keys(mapping.columns)) {
      if (names.includes(wanted)) continue;
      throw unknown(at(["tables", table, "columns", wanted]), `${table} has no column "${wanted}"`, wanted, names);
    }
  }
  return read.data;
}

/** The connector's mapping of every table, with what the file changes; a column that it empties is left out. */
export function mergeMapping(
  defaults: Defaults,
  file: MappingFile,
): Readonly<Partial<Record<TableName, TableMapping>>> {
  const names = [...new Set([...Object.keys(defaults), ...Object.keys(file.tables)])] as TableName[];
  return Object.fromEntries(
    names.map((table) => {
      const own = defaults[table] ?? { stream: "", columns: {} };
      const given = file.tables[table];
      const columns = { ...own.columns, ...given?.columns };
      const merged = {
        stream: given?.stream ?? own.stream,
        columns: Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== null)),
        custom: { ...own.custom, ...given?.custom },
      };
      return [table, merged];
    }),
  );
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
