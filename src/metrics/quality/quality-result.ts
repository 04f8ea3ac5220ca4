/** One check of a field: rows looked at, and those that fail it. */
export interface FieldCheck {
  readonly check: string;
  readonly table: string;
  readonly field: string;
  /** What exactly is wrong. */
  readonly rule: string;
  readonly rows: number;
  readonly bad: number;
  /** External ids of bad rows, or `file:line` of rows that never became one. */
  readonly examples: readonly string[];
  /** Owner → bad rows. */
  readonly owners: ReadonlyMap<string | null, number>;
}

/** Share of rows that pass, by field. */
export interface FieldScore {
  readonly table: string;
  readonly field: string;
  readonly score: number;
  readonly bad: number;
}

export interface OwnerFixes {
  readonly owner: string | null;
  /** Cells to correct or fill. */
  readonly fixable: number;
}

/** Share of rows that pass a check, 0..1. */
export function passing({ rows, bad }: Pick<FieldCheck, "rows" | "bad">): number {
  return rows === 0 ? 1 : Math.max(0, 1 - bad / rows);
}

/** Data quality 0..1: the mean, over all checks, of the share of rows that pass; null without checks. O(checks). */
export function qualityScore(checks: readonly FieldCheck[]): number | null {
  if (checks.length === 0) return null;
  return checks.reduce((sum, check) => sum + passing(check), 0) / checks.length;
}

/** Each field by its worst check, the worst field first. O(checks). */
export function fieldScores(checks: readonly FieldCheck[]): FieldScore[] {
  const fields = new Map<string, FieldScore>();
  for (const check of checks) {
    const { table, field, bad } = check;
    const known = fields.get(`${table}.${field}`);
    const score = Math.min(passing(check), known?.score ?? 1);
    fields.set(`${table}.${field}`, { table, field, score, bad: bad + (known?.bad ?? 0) });
  }
  return [...fields].sort(([a, x], [b, y]) => x.score - y.score || (a < b ? -1 : 1)).map(([, score]) => score);
}

/** What each owner can put right, the most first; what nobody owns last among equals. O(checks·owners). */
export function ownerFixes(checks: readonly FieldCheck[]): OwnerFixes[] {
  const fixes = new Map<string | null, number>();
  for (const { owners } of checks) {
    for (const [owner, bad] of owners) fixes.set(owner, (fixes.get(owner) ?? 0) + bad);
  }
  return [...fixes]
    .map(([owner, fixable]) => ({ owner, fixable }))
    .sort((a, b) => b.fixable - a.fixable || ((a.owner ?? "\uffff") < (b.owner ?? "\uffff") ? -1 : 1));
}

/** Checks with most bad rows for their size first, so that what is worst is read first. */
export function worstFirst(checks: readonly FieldCheck[]): FieldCheck[] {
  const name = ({ table, field, check, rule }: FieldCheck) => `${table}.${field}.${check}.${rule}`;
  return [...checks].sort((a, b) => passing(a) - passing(b) || b.bad - a.bad || (name(a) < name(b) ? -1 : 1));
}
