/** Who is credited with what on the business days `[from, to)`, as it stood at the end of the day `asOf`. */
export interface TeamSpan {
  readonly from: string;
  readonly to: string;
  readonly asOf: string;
  /** What figures are summed by: people, their teams, or nothing. */
  readonly per: "owner" | "team" | "all";
  /** May the asker see everybody? Else only what belongs to people they see counts. */
  readonly everyone: boolean;
}

export const sample: TeamSpan = {
  from: "2020-01-01",
  to: "2027-01-01",
  asOf: "2026-12-31",
  per: "owner",
  everyone: true,
};

/** To be put before a query: the people that the asker may see, and the name they are credited under. */
export function creditable({ per }: TeamSpan): string {
  return `creditable AS (SELECT owners.id AS person, owners.${per === "team" ? "team" : "external_id"} AS label FROM owners)`;
}

/** The name that a row is summed under. */
export function creditOf({ per }: TeamSpan): string {
  return per === "all" ? "'all'" : "creditable.label";
}

/** To be put behind a query's relations: who is credited with a row that belongs to the owner `key`. */
export function creditedTo(key: string, { everyone }: TeamSpan): string {
  return `LEFT JOIN creditable ON creditable.person = ${key}
WHERE ${everyone ? "" : "creditable.person IS NOT NULL AND "}`;
}

/** Condition that a business day lies in the span. */
export function within(day: string): string {
  return `${day} >= CAST($from AS DATE) AND ${day} < CAST($to AS DATE)`;
}
