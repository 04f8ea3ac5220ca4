import type { FileFormat } from "#question.ts";
import { key } from "./fold.ts";
import type { Span } from "./span.ts";

export type Comparison = "prev" | "yoy" | "target" | "none";

/** A filter as it was said; no dimension when only a value was (`only east`). */
export interface WantedFilter {
  readonly dimension: string | null;
  readonly values: readonly string[];
  /** All but these values. */
  readonly except?: true;
}

/** One thing the grammar recognised. */
export type Claim =
  | { readonly kind: "period"; readonly span: Span; readonly text: string }
  | { readonly kind: "as of"; readonly span: Span }
  | { readonly kind: "by"; readonly dimensions: readonly string[] }
  | ({ readonly kind: "filter" } & WantedFilter)
  | { readonly kind: "compare"; readonly with: Comparison }
  | { readonly kind: "top"; readonly count: number }
  | { readonly kind: "option"; readonly name: string; readonly value: string }
  | { readonly kind: "export"; readonly format: FileFormat }
  | { readonly kind: "fresh" | "full" | "nothing" }
  /** Takes back what a question before was narrowed or grouped by. */
  | { readonly kind: "clear"; readonly what: "filters" | "grouping" }
  | { readonly kind: "subject"; readonly text: string };

/** A question taken apart, before a calendar and the data give its words their meaning. */
export interface Parts {
  readonly command: string;
  readonly subject: string | null;
  readonly period: Span | null;
  readonly asOf: Span | null;
  readonly by: readonly string[];
  readonly filters: readonly WantedFilter[];
  readonly compare: Comparison | null;
  readonly top: number | null;
  readonly options: Readonly<Record<string, string>>;
  readonly export: FileFormat | null;
  readonly fresh: boolean;
  readonly full: boolean;
  readonly cleared: readonly ("filters" | "grouping")[];
}

export function emptyParts(command: string): Parts {
  return {
    command,
    subject: null,
    period: null,
    asOf: null,
    by: [],
    filters: [],
    compare: null,
    top: null,
    options: {},
    export: null,
    fresh: false,
    full: false,
    cleared: [],
  };
}

/** The second filter on a dimension adds values to the first. */
function addFilter(filters: readonly WantedFilter[], added: WantedFilter): WantedFilter[] {
  const same = filters.find(
    ({ dimension, except }) => dimension !== null && dimension === added.dimension && except === added.except,
  );
  const { dimension, values, except } = added;
  if (same === undefined) return [...filters, { dimension, values, ...(except === true ? { except } : {}) }];
  const all = [...new Set([...same.values, ...values])];
  return filters.map((filter) => (filter === same ? { ...same, values: all } : filter));
}

/** The parts with one more claim taken in. */
export function withClaim(parts: Parts, claim: Claim): Parts {
  switch (claim.kind) {
    case "period":
      return { ...parts, period: claim.span };
    case "as of":
      return { ...parts, asOf: claim.span };
    case "by":
      return { ...parts, by: [...new Set([...parts.by, ...claim.dimensions])] };
    case "filter":
      return { ...parts, filters: addFilter(parts.filters, claim) };
    case "compare":
      return { ...parts, compare: claim.with };
    case "top":
      return { ...parts, top: claim.count };
    case "option":
      return { ...parts, options: { ...parts.options, [claim.name]: claim.value } };
    case "export":
      return { ...parts, export: claim.format };
    case "fresh":
      return { ...parts, fresh: true };
    case "full":
      return { ...parts, full: true };
    case "subject":
      return { ...parts, subject: parts.subject === null ? claim.text : `${parts.subject} ${claim.text}` };
    case "clear":
      return { ...parts, cleared: [...parts.cleared, claim.what] };
    case "nothing":
      return parts;
  }
}

/** All but some of what the question was narrowed to before, not of everything: leaving out never widens. */
function within(filter: WantedFilter, before: readonly WantedFilter[]): WantedFilter {
  const same = before.find(({ dimension }) => dimension === filter.dimension);
  if (filter.except !== true || same === undefined) return filter;
  const out = filter.values.map(key);
  const values = same.values.filter((value) => !out.includes(key(value)));
  return values.length === 0 ? filter : { dimension: filter.dimension, values };
}

/** Does a new filter take the place of an old one: on the same dimension, or people for the asker, or the asker's team? */
function replaces(other: WantedFilter, filter: WantedFilter): boolean {
  if (other.dimension === filter.dimension) return true;
  const isPeople = other.dimension === "owner" || other.dimension === "team";
  const isOwn = filter.values.length === 1 && (filter.values[0] === "me" || filter.values[0] === "mine");
  return isPeople && isOwn && (filter.dimension === "owner" || filter.dimension === "team");
}

/** A previous question changed by what a follow-up says; what it does not mention stays. */
export function changed(previous: Parts, change: Parts): Parts {
  const before = change.cleared.includes("filters") ? [] : previous.filters;
  const kept = before.filter((filter) => !change.filters.some((other) => replaces(other, filter)));
  const filters = change.filters.map((filter) => within(filter, before));
  const by = change.cleared.includes("grouping") ? [] : previous.by;
  return {
    command: previous.command,
    subject: change.subject ?? previous.subject,
    period: change.period ?? previous.period,
    asOf: change.asOf ?? previous.asOf,
    by: change.by.length > 0 ? change.by : by,
    filters: [...kept, ...filters],
    compare: change.compare ?? previous.compare,
    top: change.top ?? previous.top,
    options: { ...previous.options, ...change.options },
    export: change.export,
    fresh: change.fresh,
    full: change.full || previous.full,
    cleared: [],
  };
}
