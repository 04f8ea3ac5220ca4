import type { Page, Window } from "#connector.ts";
import { SourceError } from "#errors.ts";
import type { Api } from "#http/api.ts";
import { billQuery, type Given } from "./bill-query.ts";
import { allOf, behind, changedWithin } from "./filter.ts";
import { countedOnly } from "./forms.ts";
import type { Part, View } from "./view.ts";

/** Where reading goes on: in a form, behind a key. */
interface Place {
  readonly form: string;
  readonly last: string | null;
}

/** Records of each form of a view that changed within a window; those that count no more as deleted. */
export async function* readForms(
  api: Api,
  view: View,
  { window, zone, cursor }: { readonly window: Window; readonly zone: string; readonly cursor: string | null },
): AsyncGenerator<Page> {
  const from = cursor === null ? null : (JSON.parse(cursor) as Place);
  const start = Math.max(
    0,
    view.parts.findIndex(({ id }) => id === from?.form),
  );
  for (const part of view.parts.slice(start)) {
    const condition = changedWithin(part.times, window, zone);
    const after = part.id === from?.form ? from.last : null;
    for await (const found of pagesOf(api, part, condition, after)) {
      const place: Place = { form: part.id, last: lastOf(part, found) };
      yield view.page(part, found, JSON.stringify(place));
    }
  }
}

/** All records that count of each form of a view, under a condition. */
export async function* readWhole(api: Api, view: View, condition: string | null = null): AsyncGenerator<Page> {
  for (const part of view.parts) {
    const conditions = allOf([countedOnly(part.form), condition]);
    for await (const found of pagesOf(api, part, conditions || null, null)) yield view.page(part, found, null);
  }
}

/** Pages by key. The last is the empty one: a server may be set to give fewer rows than are asked for. */
async function* pagesOf(api: Api, part: Part, condition: string | null, after: string | null): AsyncGenerator<Given[]> {
  const { id: form, key, fields } = part;
  for (let last = after ?? part.before; ; ) {
    const filter = allOf([part.form.where, condition, last === null ? null : behind(key, last)]);
    const found = await billQuery(api, { form, fields, filter, order: `${key} asc` });
    if (found.length === 0) return;
    const next = lastOf(part, found);
    // Whoever is given the same again would ask without end.
    if (next === last) throw new SourceError("kingdee", `${form}: ${key} does not go on`, { kind: "schema" });
    yield found;
    last = next;
  }
}

function lastOf({ id, key }: Part, found: readonly Given[]): string {
  const last = found.at(-1)?.[key] ?? null;
  if (last === null) throw new SourceError("kingdee", `${id}: a row has no ${key}`, { kind: "schema" });
  return String(last);
}
