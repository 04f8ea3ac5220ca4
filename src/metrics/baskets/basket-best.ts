import type { AssociationRule } from "./association-rules.ts";

/** Rules told at most, and how much more often than by chance they must hold. */
const most = 10;
const leastLift = 1.2;
/** How many times surer a rule must be than one with fewer antecedents to say something of its own. */
const leastImprovement = 1.2;

/**
 * The rules worth acting on, at most ten: those that bring the most orders beyond chance (leverage), hold at least 1.2
 * times as often as by chance, and say something that no other says: of one set of items the rule with the highest
 * confidence, and none that is not at least 1.2 times as sure as each one with fewer antecedents, out of `all`. Ties by
 * names.
 * O(rules · log rules + rules told · rules of one consequent).
 */
export function bestRules(rules: readonly AssociationRule[], all: readonly AssociationRule[]): AssociationRule[] {
  const candidates = rules
    .filter(({ lift }) => lift >= leastLift)
    .sort(
      (a, b) =>
        b.leverage - a.leverage ||
        b.confidence - a.confidence ||
        (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0),
    );
  const told = new Set<string>();
  const best: AssociationRule[] = [];
  for (const rule of candidates) {
    if (best.length === most) break;
    const set = [...rule.antecedent, rule.consequent].sort().join("\n");
    if (told.has(set) || isRedundant(rule, all)) continue;
    told.add(set);
    best.push(rule);
  }
  return best;
}

/** Is the consequent about as sure with fewer antecedents? Source: minimum improvement, Bayardo et al. (1999). */
function isRedundant(
  { antecedent, consequent, confidence }: AssociationRule,
  all: readonly AssociationRule[],
): boolean {
  if (antecedent.length === 1) return false;
  return all.some(
    (other) =>
      other.consequent === consequent &&
      other.antecedent.length < antecedent.length &&
      other.confidence * leastImprovement > confidence &&
      other.antecedent.every((item) => antecedent.includes(item)),
  );
}

function nameOf({ antecedent, consequent }: AssociationRule): string {
  return `${antecedent.join("\n")}\n${consequent}`;
}
