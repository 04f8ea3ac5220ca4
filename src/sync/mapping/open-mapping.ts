import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { Connector, RowMapping } from "#connector.ts";
import { UserError } from "#errors.ts";
import type { TableName } from "#model/tables.ts";
import { mergeMapping, noMappingFile, parseMappingFile } from "./mapping-file.ts";
import { rowMapping } from "./row-mapping.ts";

/** A connector's mapping as a company uses it. */
export interface OpenMapping {
  /** Tables that anything is mapped to. */
  readonly mapped: readonly TableName[];
  /** Throws for a table that nothing is mapped to. */
  of(table: TableName): RowMapping;
  /** Changes when rows would be made otherwise. */
  readonly signature: string;
  /** Zone of times that carry none; null for the company's own. */
  readonly zone: string | null;
}

/**
 * The connector's own mapping with the changes of a `mapping.yaml`, if there is one.
 * Throws `UserError` `mapping` with the line that is wrong.
 */
export async function openMapping(connector: Pick<Connector, "mapping">, path: string | null): Promise<OpenMapping> {
  const defaults = connector.mapping ?? {};
  const text = path === null ? null : await textOf(path);
  const file = text === null || path === null ? noMappingFile : parseMappingFile(text, basename(path), defaults);
  const merged = mergeMapping(defaults, file);
  const { zone = null, currency = null } = file;
  return {
    mapped: Object.keys(merged) as TableName[],
    of(table) {
      const mapping = merged[table];
      if (mapping === undefined) throw new Error(`The connector maps nothing to ${table}`);
      return rowMapping(mapping, currency);
    },
    signature: createHash("sha256")
      .update(JSON.stringify({ merged, zone, currency }, withoutPlaces))
      .digest("hex")
      .slice(0, 16),
    zone,
  };
}

/** A query that moves to another line is still the same. */
function withoutPlaces(key: string, value: unknown): unknown {
  return key === "file" || key === "line" ? undefined : value;
}

async function textOf(path: string): Promise<string> {
  return readFile(path, "utf8").catch((cause: Error) => {
    throw new UserError("mapping", `${path} cannot be read: ${cause.message}`, {
      hint: "CRM_MAPPING is the path of a mapping.yaml; leave it out to use the CRM's own mapping.",
      cause,
    });
  });
}
