import { randomBytes } from "node:crypto";
import type { OpenedCase } from "#job.ts";
import type { State } from "#store.ts";
import type { Workroom } from "./workroom.ts";

/**
 * Opens the case of a ping that was sent, or kept back because its account is held out; one that only reminds is written
 * down at the case that it reminds of. Whoever calls it does so once for each ping, in the transaction that says so.
 */
export async function openCase(
  state: State,
  opened: OpenedCase,
  { owner, band, atStake, at }: Parameters<Workroom["openCase"]>[1],
): Promise<void> {
  if (opened.reminds !== undefined) {
    const { case: reminded, manager } = opened.reminds;
    await state.run(
      "UPDATE cases SET reminders = reminders + 1, reminded_at = $2, escalated = escalated OR $3 WHERE id = $1",
      [reminded, at, manager],
    );
    return;
  }
  // Nobody answers for what nobody has.
  if (owner === null) return;
  await state.run(
    `INSERT INTO cases (id, rule, account, owner, opened_at, band, risk, at_stake, state, reminders, escalated)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 0, FALSE)`,
    [
      ...[randomBytes(8).toString("hex"), opened.rule, opened.account, owner, at, band, opened.risk, atStake],
      opened.heldOut === true ? "held_out" : "open",
    ],
  );
}
