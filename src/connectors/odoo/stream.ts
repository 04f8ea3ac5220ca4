import type { TableMapping } from "#connector.ts";
import type { TableName } from "#model/tables.ts";
import type { Domain } from "./domain.ts";
import type { FieldTypes, Rec } from "./record.ts";
import type { Odoo } from "./server.ts";

/** How one table of the model is filled. */
export interface Stream {
  readonly table: TableName;
  readonly mapping: TableMapping;
  readonly parts: readonly Part[];
}

/** Records of one Odoo model that become rows of a table. */
export interface Part {
  readonly model: string;
  /** The app that brings the model, by its name in Odoo. */
  readonly app: string;
  /** Which records: one that stops being one of them is deleted from the table. */
  readonly domain?: (types: FieldTypes) => Domain;
  /** Stands before the ids of its records, where a table has others too. */
  readonly prefix?: string;
  /** References: what they refer to may change what a row says without the record being written. */
  readonly follows?: readonly string[];
  /** Fields that `complete` reads beyond those of the mapping. */
  readonly needs?: readonly string[];
  /** Adds what no field holds, under names that begin with `_`; may make several records out of one. */
  complete?(records: readonly Rec[], odoo: Odoo): Promise<readonly Complete[]>;
  /** Records of another model that `complete` makes rows of besides, under ids that are texts. */
  readonly made?: { readonly model: string; readonly domain: (types: FieldTypes) => Domain };
}

export type Complete = Readonly<Record<string, unknown>> & { readonly id: number | string };

/** Columns of bookkeeping, the same everywhere. */
export const stamped = { id: "id", source_created_at: "create_date", source_updated_at: "write_date" } as const;
