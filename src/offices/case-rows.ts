import type { Case } from "#case.ts";

const instant = (value: unknown): Date | null =>
  value === null || value === undefined ? null : new Date(value as Date);
const text = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));

/** A row of the state's cases. */
export function caseOf(row: Readonly<Record<string, unknown>>): Case {
  return {
    id: String(row.id),
    rule: String(row.rule),
    account: String(row.account),
    owner: String(row.owner),
    openedAt: new Date(row.opened_at as Date),
    band: Number(row.band),
    risk: Number(row.risk),
    atStake: Number(row.at_stake),
    state: row.state as Case["state"],
    answeredAt: instant(row.answered_at),
    answeredBy: text(row.answered_by),
    reason: text(row.reason),
    until: instant(row.until),
    reminders: Number(row.reminders),
    escalated: row.escalated === true,
    task: text(row.task),
  };
}
