/** A condition, or an operator that stands before what it joins. */
export type Term = readonly [field: string, operator: string, value: unknown] | "&" | "|" | "!";

/** In Odoo's prefix notation, every operator written: it can be joined to others as it is. */
export type Domain = readonly Term[];

/** Domains joined by an operator; empty ones mean everything and are left out. */
export function joined(operator: "&" | "|", ...domains: readonly Domain[]): Domain {
  const terms = domains.filter((domain) => domain.length > 0);
  return [...terms.slice(1).map((): Term => operator), ...terms.flat()];
}
