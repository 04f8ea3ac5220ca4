import type { Agreement } from "../linkage/agreement.ts";

/** What identifies an account besides its name. */
const identifying = ["phone", "email", "address"];

/**
 * Would a person take two accounts for one? Companies have neighbouring telephone numbers and names of the same words,
 * so a model's probability is not enough: names that are equal or nearly so need something else that is, or nothing to
 * compare; other names need two things that are equal.
 */
export function isConvincing(evidence: Readonly<Record<string, Agreement>>): boolean {
  const levels = identifying.map((column) => evidence[column] ?? "missing");
  const equal = levels.filter((level) => level === "same").length;
  const { name = "missing" } = evidence;
  if (name !== "same" && name !== "close") return equal >= 2;
  if (levels.every((level) => level === "missing")) return name === "same" && evidence.city !== "different";
  return equal >= 1 || (name === "same" && levels.includes("close") && !levels.includes("different"));
}
