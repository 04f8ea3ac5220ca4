import { key } from "./fold.ts";
import { synonymsOf } from "./value-synonyms.ts";

/** A name and the pack or model behind it: 燕麦奶 of 燕麦奶 12盒, `Drip Bag` of `Drip Bag 30`. */
const packed = /^(.{3,}?)(?:\s+(?=\S*\d)[^\s]{1,8})$/u;
const shop = /^(.{2,4}?)(旗舰|体验|直营|中心|分)?店$/;
const group = /^(.{2,4}?)([一二三四五六七八九十]?)组$/;

const kinds: Readonly<Record<string, string>> = { 旗舰: "flagship ", 体验: "experience " };

/** Ways to call a shop by its place: 上海店, `Shanghai flagship store`. */
function shopForms(value: string): string[] {
  const [, place, kind = ""] = shop.exec(value) ?? [];
  if (place === undefined) return [];
  const lead = kinds[kind] ?? "";
  const kindAlone = lead === "" ? [] : [lead.trim()];
  const english = synonymsOf(place).flatMap((name) =>
    ["store", "shop", `${lead}store`, `${lead}shop`, ...kindAlone].map((behind) => `${name} ${behind}`),
  );
  return [`${place}店`, `${place}门店`, ...english];
}

/** Ways to call a team by its number or its place: 二组, `overseas team`. */
function groupForms(value: string): string[] {
  const [, place, number = ""] = group.exec(value) ?? [];
  if (place === undefined) return [];
  if (number !== "") return [`${number}组`, `${place}${number}队`];
  return [`${place}团队`, ...synonymsOf(place).map((name) => `${name} team`)];
}

/** Each half of a name in two scripts: 极萃 and `JiCui` of 极萃 JiCui. */
function halves(value: string): string[] {
  const [, chinese, latin] = /^(\p{Script=Han}{2,}) ([A-Za-z][A-Za-z ]{2,})$/u.exec(value) ?? [];
  return chinese === undefined || latin === undefined ? [] : [chinese, key(latin)];
}

function formsOf(value: string): string[] {
  const short = packed.exec(value)?.[1];
  const own = short === undefined ? [] : [key(short), ...synonymsOf(short)];
  return [...synonymsOf(value), ...own, ...halves(value), ...shopForms(value), ...groupForms(value)];
}

const known = new WeakMap<readonly string[], ReadonlyMap<string, readonly string[]>>();

/** Other words for the values of a list, folded, each with the values that it may mean; kept as long as the list itself. */
export function otherForms(values: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const before = known.get(values);
  if (before !== undefined) return before;
  const spelled = new Set(values.map(key));
  const forms = new Map<string, readonly string[]>();
  for (const value of values) {
    for (const form of formsOf(value)) {
      if (!spelled.has(form)) forms.set(form, [...new Set([...(forms.get(form) ?? []), value])]);
    }
  }
  known.set(values, forms);
  return forms;
}
