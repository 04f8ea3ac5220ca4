import type { Rec } from "./record.ts";

/** Fields of a lead that tell how it ended. */
export const outcomeFields = ["active", "probability", "won_status"] as const;

/**
 * How a lead ended. Lost ones are archived with a probability of nothing; archived alone is not lost but put away.
 * Odoo says it itself from 18 on.
 */
export function outcomeOf({ active, probability, won_status: told }: Rec): "open" | "won" | "lost" | "void" {
  const archived = active === false;
  if (told === "won" || (told === undefined && !archived && probability === 100)) return "won";
  if (told === "lost" || (told === undefined && archived && probability === 0)) return "lost";
  return archived ? "void" : "open";
}
