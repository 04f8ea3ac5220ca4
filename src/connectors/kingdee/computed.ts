import type { Given } from "./bill-query.ts";

const employee = ".$Employee";

/** Fields to ask a form for, so that a mapping's field can be had: none for those of another form (`Form/Field`). */
export function neededBy(form: string, field: string): readonly string[] {
  if (field === "$Status") return ["FDocumentStatus", "FCancelStatus", "FCloseStatus"];
  if (field === "$Delivered") return ["FCloseStatus", "FCloseDate"];
  if (field.startsWith("$")) return [];
  const own = ownField(form, field);
  if (own === null) return [];
  return [own.endsWith(employee) ? `${own.slice(0, -employee.length)}.FNumber` : own];
}

/**
 * The value of a mapping's field. Besides those that the form has: `$Form` its id, `$Id` unique among all forms, `$Status`
 * of a bill (void, draft, closed or open), `$Delivered` when an order was closed, and `….$Employee` of a salesperson.
 */
export function computed(
  { id, key }: { readonly id: string; readonly key: string },
  field: string,
  given: Given,
): unknown {
  if (field === "$Form") return id;
  if (field === "$Id") return `${id}-${String(given[key])}`;
  if (field === "$Status") return statusOf(given);
  if (field === "$Delivered") return given.FCloseStatus === "B" ? given.FCloseDate : null;
  const own = ownField(id, field);
  if (own === null) return null;
  return own.endsWith(employee) ? employeeOf(given[`${own.slice(0, -employee.length)}.FNumber`]) : given[own];
}

function ownField(form: string, field: string): string | null {
  const [first = "", second] = field.split("/");
  if (second === undefined) return first;
  return first === form ? second : null;
}

function statusOf({ FDocumentStatus, FCancelStatus, FCloseStatus }: Given): string {
  if (FCancelStatus === "B") return "void";
  if (FDocumentStatus !== "C") return "draft";
  return FCloseStatus === "B" ? "closed" : "open";
}

/** A salesperson is an employee on a post: `0028_GW000019_1` is employee 0028 on post GW000019. */
export function employeeOf(number: unknown): unknown {
  if (typeof number !== "string") return number;
  const parts = number.split("_");
  return parts.length < 3 ? number : parts.slice(0, -2).join("_");
}
