import type { Day } from "#calendar.ts";
import type { State } from "#store.ts";

/**
 * Takes one of a person's pings of a day for a delivery: a row per ping, so that no two schedulers take the same.
 * Resolves with whether one was left, or the delivery has one already. O(most).
 */
export async function takeSlot(
  state: State,
  target: string,
  day: Day,
  most: number,
  delivery: string,
): Promise<boolean> {
  const own = await state.rows("SELECT slot FROM ping_slots WHERE target = $1 AND delivery = $2", [target, delivery]);
  if (own.length > 0) return true;
  for (let slot = 1; slot <= most; slot++) {
    const taken = await state.rows(
      `INSERT INTO ping_slots (target, day, slot, delivery) VALUES ($1, $2, $3, $4)
       ON CONFLICT (target, day, slot) DO NOTHING RETURNING slot`,
      [target, day, slot, delivery],
    );
    if (taken.length > 0) return true;
  }
  return false;
}
