import type { State } from "#store.ts";

/** One question or send, as the audit log keeps it. Texts are kept, rows and results are not. */
export interface AuditEntry {
  readonly id: string;
  readonly at: Date;
  readonly platform: string;
  readonly userId: string;
  readonly ownerId: string | null;
  readonly place: string;
  /** `ask`, `explain`, `share`, `edit` or `send`: what others got to see is told from what one person asked. */
  readonly action: string;
  /** What was typed, capped. */
  readonly text: string;
  /** What was understood. */
  readonly command: string;
  readonly outcome: "answered" | "empty" | "refused" | "failed";
  readonly code: string | null;
  readonly ms: number;
}

/** Writes one entry; resolves when it is durable. */
export async function audit(state: State, entry: AuditEntry): Promise<void> {
  await state.run(
    `INSERT INTO audit (id, at, platform, user_id, owner_id, place, action, text, command, outcome, code, ms)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      entry.id,
      entry.at,
      entry.platform,
      entry.userId,
      entry.ownerId,
      entry.place,
      entry.action,
      entry.text.slice(0, 500),
      entry.command.slice(0, 500),
      entry.outcome,
      entry.code,
      Math.round(entry.ms),
    ],
  );
}
