import type { Capabilities, Source } from "#connector.ts";
import type { TableName } from "#model/tables.ts";
import type { State, Store } from "#store.ts";
import type { Mark } from "./erasure.ts";
import type { Reading } from "./tally.ts";

/** What a sync is told. */
export interface SyncOptions {
  readonly store: Store;
  readonly source: Source;
  /** Accounts that count as another, by external id. */
  readonly merges?: readonly { readonly account: string; readonly survivor: string }[];
  /** What was decided about people's data, by pseudonyms made with `pepper`. */
  readonly privacy?: { readonly marks: readonly Mark[]; readonly pepper: string };
  /** Keeps each day's snapshot of open deals from load to load; without it there are only those of the source. */
  readonly state?: State;
  /** Name of the source system: the value of `CRM`. */
  readonly name: string;
  readonly now: Date;
  /** Zone in which business days begin; of times that carry none too, unless the source has its own. */
  readonly zone: string;
  readonly sourceZone?: string;
  /** Reporting currency. */
  readonly currency: string;
  readonly progress?: (note: string) => void;
  /** Is told whenever rows were stored of what is read in increments. */
  readonly reading?: (reading: Reading) => void;
  /** What the source can do; without it, it gives everything. */
  readonly capabilities?: Capabilities;
  /** How rows are made of its records: another signature reads everything again. */
  readonly signature?: string;
  /** Tables of which more may be gone than is believed without being asked. */
  readonly confirm?: readonly TableName[];
  /** Rows that are stored at a time, with how far the sync then is. Default 20,000 */
  readonly batchRows?: number;
  /** Load everything, report, then undo it. */
  readonly dryRun?: boolean;
}
