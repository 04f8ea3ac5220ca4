import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { parse, YAMLParseError } from "yaml";
import type { z } from "zod";
import { UserError } from "#errors.ts";
import { tables } from "#model/tables.ts";
import { type Mapping, mappingSchema } from "./mapping-schema.ts";
import { didYouMean } from "./nearest.ts";

/** Keys that some place of a mapping takes, for "did you mean". */
const keys =
  "zone files rows file sheet encoding tables table columns byName where groupBy from constant extract values formats product negate aggregate".split(
    " ",
  );

/** Reads and checks a mapping. Throws `UserError` `mapping` naming the file, the key and what was expected there. */
export async function readMapping(path: string): Promise<{ mapping: Mapping; text: string }> {
  const name = basename(path);
  const text = await readFile(path, "utf8").catch((cause: Error) => {
    throw new UserError("mapping", `${path} cannot be read: ${cause.message}`, {
      hint: "CRM_CSV_MAPPING is the path of a mapping.yaml; leave it out to use the one beside the files.",
      cause,
    });
  });
  return { mapping: parseMapping(text, name), text };
}

/** Checks the text of a mapping; `name` is what complaints call it. */
export function parseMapping(text: string, name: string): Mapping {
  let raw: unknown;
  try {
    raw = parse(text) ?? {};
  } catch (error) {
    if (!(error instanceof YAMLParseError)) throw error;
    throw new UserError("mapping", `${name} is not YAML: ${error.message.split("\n")[0]}`, { cause: error });
  }
  const result = mappingSchema.safeParse(raw);
  if (!result.success) throw complaint(name, result.error.issues[0]);
  checkNames(result.data, name);
  return result.data;
}

function complaint(name: string, issue: z.core.$ZodIssue | undefined): UserError {
  const place = (issue?.path ?? []).map((key) => (typeof key === "number" ? `[${key}]` : `.${String(key)}`)).join("");
  const where = `${name}: ${place.replace(/^\./, "") || "top level"}`;
  if (issue?.code === "unrecognized_keys") {
    const key = issue.keys[0] ?? "";
    return new UserError("mapping", `${where} has an unknown key "${key}"`, {
      hint: didYouMean(key, keys).trim() || "The keys are listed in src/connectors/csv/README.md.",
    });
  }
  const nested =
    issue?.code === "invalid_union"
      ? issue.errors.flat().find((error) => error.code === "unrecognized_keys")
      : undefined;
  const key = nested?.code === "unrecognized_keys" ? nested.keys[0] : undefined;
  return new UserError(
    "mapping",
    `${where}: ${key ? `unknown key "${key}"` : (issue?.message ?? "is not understood")}`,
    {
      hint: `${key ? didYouMean(key, keys) : ""}The form of each key is in src/connectors/csv/README.md.`,
    },
  );
}

function checkNames(mapping: Mapping, name: string): void {
  const check = (table: string, columns: readonly string[], where: string) => {
    const known = (tables as Readonly<Record<string, { columns: object } | undefined>>)[table];
    if (!known) {
      throw new UserError("mapping", `${name}: ${where}: there is no table "${table}"`, {
        hint: `${didYouMean(table, Object.keys(tables))}The tables are ${Object.keys(tables).join(", ")}.`,
      });
    }
    const names = ["id", "source_created_at", "source_updated_at", "custom", ...Object.keys(known.columns)];
    for (const column of columns) {
      if (names.includes(column)) continue;
      throw new UserError("mapping", `${name}: ${where}: ${table} has no column "${column}"`, {
        hint: `${didYouMean(column, names)}It has ${names.join(", ")}.`,
      });
    }
  };
  for (const [index, file] of mapping.files.entries()) {
    for (const [position, target] of file.tables.entries()) {
      const columns = [...Object.keys(target.columns), ...(target.groupBy ?? [])];
      check(target.table, columns, `files[${index}].tables[${position}]`);
    }
  }
  for (const [table, rows] of Object.entries(mapping.rows)) {
    for (const [index, row] of rows.entries()) check(table, Object.keys(row), `rows.${table}[${index}]`);
  }
}
