import type { TableName } from "#model/tables.ts";

/** A decision about somebody's data, by the pseudonym of their row. */
export interface Mark {
  readonly kind: "erase" | "no_profiling" | "correct";
  readonly pseudonym: string;
  readonly field: string;
  readonly value: string | null;
}

/** Tables whose rows are people. */
export const peopled = ["accounts", "contacts", "leads"] as const;
export type Peopled = (typeof peopled)[number];

/** What an erased account keeps: nothing that tells whose it is, enough that sums of the company stay as they were. */
export const kept: ReadonlySet<string> = new Set([
  ...["type", "industry", "segment", "company_size", "region", "country", "owner_id", "source", "tier", "pool"],
  ...["claimed_at", "released_at", "last_followed_at", "acquired_at", "churned_at"],
]);

/** Rows about an account that go with it, and free text and identifiers that are emptied in the rows that stay. */
export const removedWith: readonly TableName[] = ["contacts", "account_tags", "consents", "mentions"];
export const emptied: Readonly<Partial<Record<TableName, readonly string[]>>> = {
  tickets: ["subject", "body", "custom"],
  surveys: ["comment", "contact_id", "custom"],
  web_events: ["visitor_id", "session_id", "custom"],
  opportunities: ["name", "custom"],
  activities: ["outcome", "custom"],
  orders: ["custom"],
  contracts: ["custom"],
};
