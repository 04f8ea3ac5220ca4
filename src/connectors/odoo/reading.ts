import type { Page, RowMapping, Window } from "#connector.ts";
import { type Domain, joined } from "./domain.ts";
import type { FieldTypes, Rec } from "./record.ts";
import type { Odoo } from "./server.ts";
import type { Part, Stream } from "./stream.ts";

/** Records of a page: what Odoo reads in about half a second. */
const pageSize = 1_000;
/** Ids of a page when nothing else is asked for. */
const listSize = 10_000;

/**
 * Rows of a table whose records were written within the window, and the ids of those that no longer belong to it.
 * Pages go by id within the window: Odoo tells `write_date` without its microseconds, so that a page which begins after
 * the last `write_date` would give the same records for ever.
 */
export async function* readStream(
  odoo: Odoo,
  { table, parts }: Stream,
  { mapping, window, cursor }: { mapping: RowMapping; window: Window; cursor: string | null },
): AsyncIterable<Page> {
  const [place = 0, last = 0] = (cursor ?? "0:0").split(":").map(Number);
  for (const [index, part] of parts.entries()) {
    if (index < place) continue;
    const types = await odoo.fields(part.model);
    if (types === null) continue;
    const wanted = [...mapping.fields.map((field) => field.split(".")[0] ?? field), ...(part.needs ?? [])];
    const fields = [...new Set(["id", ...wanted])];
    const domain = joined("&", written(part, types, window), part.domain?.(types) ?? []);
    let after = index === place ? last : 0;
    for await (const records of byId(odoo, part.model, { domain, fields, after, most: pageSize })) {
      after = records.at(-1)?.id ?? after;
      const complete = (await part.complete?.(records, odoo)) ?? records;
      const rows = complete.map((record) => {
        const id = typeof record.id === "number" ? `${part.prefix ?? ""}${record.id}` : record.id;
        return mapping.row({ ...record, id });
      });
      yield { table, rows, next: `${index}:${after}` };
    }
    const gone = await left(odoo, part, types, window);
    if (gone.length > 0) yield { table, rows: [], deleted: gone, next: `${index}:${after}` };
  }
}

/** Ids of all that a table has. */
export async function* listStream(odoo: Odoo, { parts }: Stream): AsyncIterable<readonly string[]> {
  const lists = parts.flatMap((part) => [
    { prefix: "", ...part },
    ...(part.made ? [{ prefix: "", ...part.made }] : []),
  ]);
  for (const { model, prefix, domain } of lists) {
    const types = await odoo.fields(model);
    if (types === null) continue;
    const wanted = { domain: domain?.(types) ?? [], fields: ["id"], after: 0, most: listSize };
    for await (const records of byId(odoo, model, wanted)) yield records.map(({ id }) => `${prefix}${id}`);
  }
}

/** How many records a table is read from. */
export async function countStream(odoo: Odoo, { parts }: Stream): Promise<number> {
  let sum = 0;
  for (const { model, domain } of parts) {
    const types = await odoo.fields(model);
    if (types !== null) sum += await odoo.count(model, domain?.(types) ?? []);
  }
  return sum;
}

async function* byId(
  odoo: Odoo,
  model: string,
  { domain, fields, after, most }: { domain: Domain; fields: readonly string[]; after: number; most: number },
): AsyncIterable<readonly Rec[]> {
  for (let last = after; ; ) {
    const records = await odoo.search(model, {
      ...{ domain: joined("&", [["id", ">", last]], domain), fields, limit: most },
    });
    if (records.length > 0) yield records;
    if (records.length < most) return;
    last = records.at(-1)?.id ?? last;
  }
}

/** Records that changed and are none of the table's: a lead that became an opportunity, a refund set back to draft. */
async function left(odoo: Odoo, part: Part, types: FieldTypes, window: Window): Promise<string[]> {
  const domain = part.domain?.(types) ?? [];
  // Nothing of a table was there before its beginning.
  if (domain.length === 0 || window.lo === null) return [];
  const others = joined("&", written(part, types, window), ["!", ...domain]);
  const ids: string[] = [];
  for await (const records of byId(odoo, part.model, { domain: others, fields: ["id"], after: 0, most: listSize })) {
    ids.push(...records.map(({ id }) => `${part.prefix ?? ""}${id}`));
  }
  return ids;
}

/** Written within the window: the record, or one of those that it follows. */
function written({ follows = [] }: Part, types: FieldTypes, { lo, hi }: Window): Domain {
  const within = (field: string): Domain =>
    lo === null
      ? ["|", [field, "=", false], [field, "<", stamp(hi)]]
      : ["&", [field, ">=", stamp(lo)], [field, "<", stamp(hi)]];
  const others = lo === null ? [] : follows.filter((field) => types.has(field));
  return joined("|", within("write_date"), ...others.map((field) => within(`${field}.write_date`)));
}

/** As Odoo writes instants: UTC, whole seconds. */
function stamp(at: Date): string {
  return at.toISOString().slice(0, 19).replace("T", " ");
}
