import { createHash, createHmac } from "node:crypto";
import type { State } from "#store.ts";

/** What was decided about a person's data, by a name that only the key turns into theirs. */
export interface PrivacyMark {
  readonly kind: "erase" | "no_profiling" | "correct";
  readonly pseudonym: string;
  /** The table, and for a correction its column: `accounts`, `contacts.phone`. */
  readonly field: string;
  /** The corrected value. */
  readonly value: string | null;
}

/** What pseudonyms are made with: another than the key itself, as the store computes with it. */
export function pepperOf(key: Buffer): string {
  return createHmac("sha256", key).update("privacy marks").digest("hex");
}

/** A row's pseudonym; the store computes the same (`src/sync/privacy.ts`). */
export function pseudonym(pepper: string, table: string, externalId: string): string {
  return createHash("sha256").update(`${pepper}:${table}:${externalId}`).digest("hex");
}

export async function privacyMarks(state: State, source: string): Promise<PrivacyMark[]> {
  const rows = await state.rows<Record<"kind" | "pseudonym" | "field", string> & { chosen: string | null }>(
    "SELECT kind, pseudonym, field, chosen FROM privacy_marks WHERE source = $1 ORDER BY kind, pseudonym, field",
    [source],
  );
  return rows.map(({ kind, pseudonym, field, chosen }) => ({
    ...{ kind: kind as PrivacyMark["kind"], pseudonym, field, value: chosen },
  }));
}

/** Keeps marks; one that is there already is replaced. An erasure ends every other mark of the same row. */
export async function keepMarks(
  state: State,
  source: string,
  marks: readonly PrivacyMark[],
  { by, at }: { readonly by: string; readonly at: Date },
): Promise<void> {
  await state.transaction(async () => {
    for (const { kind, pseudonym, field, value } of marks) {
      const where = kind === "erase" ? "" : " AND kind = $3 AND field = $4";
      const more = kind === "erase" ? [] : [kind, field];
      await state.run(`DELETE FROM privacy_marks WHERE source = $1 AND pseudonym = $2${where}`, [
        source,
        pseudonym,
        ...more,
      ]);
      await state.run(
        `INSERT INTO privacy_marks (source, kind, pseudonym, field, chosen, decided_by, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [source, kind, pseudonym, field, value, by, at],
      );
    }
  });
}

/** Takes back that a row is left out of scoring. */
export async function allowProfiling(state: State, source: string, pseudonyms: readonly string[]): Promise<void> {
  await state.run(
    "DELETE FROM privacy_marks WHERE source = $1 AND kind = 'no_profiling' AND pseudonym IN (SELECT unnest(CAST($2 AS VARCHAR[])))",
    [source, pseudonyms],
  );
}
