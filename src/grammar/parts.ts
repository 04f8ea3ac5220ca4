import type { Span } from "./span.ts";

export type Comparison = "prev" | "yoy" | "target" | "none";

/** A filter as it was said; no dimension when only a value was (`only east`). */
export interface WantedFilter {
  readonly dimension: string | null;
  readonly values: readonly string[];
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
  | { readonly kind: "export"; readonly format: "csv" | "xlsx" | "pptx" }
  | { readonly kind: "fresh" | "full" | "nothing" }
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
  readonly export: "csv" | "xlsx" | "pptx" | null;
  readonly fresh: boolean;
  readonly full: boolean;
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
  };
}

/** The second filter on a dimension adds values to the first. */
function addFilter(filters: readonly WantedFilter[], added: WantedFilter): WantedFilter[] {
  const same = filters.find((filter) => filter.dimension !== null && filter.dimension === added.dimension);
  if (same === undefined) return [...filters, { dimension: added.dimension, values: added.values }];
  const values = [...new Set([...same.values, ...added.values])];
  return filters.map((filter) => (filter === same ? { dimension: same.dimension, values } : filter));
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
    case "nothing":
      return parts;
  }
}

/** A previous question changed by what a follow-up says; what it does not mention stays. */
export function changed(previous: Parts, change: Parts): Parts {
  const kept = previous.filters.filter(
    (filter) => !change.filters.some((other) => other.dimension === filter.dimension),
  );
  return {
    command: previous.command,
    subject: change.subject ?? previous.subject,
    period: change.period ?? previous.period,
    asOf: change.asOf ?? previous.asOf,
    by: change.by.length > 0 ? change.by : previous.by,
    filters: [...kept, ...change.filters],
    compare: change.compare ?? previous.compare,
    top: change.top ?? previous.top,
    options: { ...previous.options, ...change.options },
    export: change.export,
    fresh: change.fresh,
    full: change.full || previous.full,
  };
}
