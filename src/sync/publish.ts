import type { TableName } from "#model/tables.ts";
import type { Change, Landing, State, Store } from "#store.ts";
import { affected, findAffected } from "./affected.ts";
import { type DaySnapshot, keepSnapshot, landSnapshots } from "./deal-snapshots.ts";
import { deriveEntities } from "./derive-entities.ts";
import { deriveStages, inferStageEvents } from "./derive-stages.ts";
import type { Mark } from "./erasure.ts";
import { filledByItself, fillTrade } from "./fill-trade.ts";
import { insertRows } from "./insert.ts";
import { assignKeys } from "./keys.ts";
import { mergeAccounts } from "./merge-accounts.ts";
import { changes, mirrored, unreadable } from "./mirror.ts";
import { noteOrphans } from "./orphans.ts";
import { aliasIn, applyPrivacy } from "./privacy.ts";
import { findRates } from "./rates.ts";
import { keepRejected } from "./rejected-rows.ts";
import type { SyncReport } from "./report.ts";
import { sequence, spansOf } from "./sequence.ts";
import { identifier, literal } from "./sql.ts";
import { createStaging, dropStaging, type Load, rejectedTable, staged, stagedColumns, tableNames } from "./staging.ts";
import { touchedAccounts } from "./touched-accounts.ts";

export interface Publication {
  readonly store: Store;
  readonly state?: State | undefined;
  readonly merges: readonly { readonly account: string; readonly survivor: string }[];
  readonly privacy?: { readonly marks: readonly Mark[]; readonly pepper: string } | undefined;
  /** Everything anew, in the order that reads fastest; else only what changed and what rests on it. */
  readonly whole: boolean;
  /** Is much of it published? */
  readonly bulk: boolean;
  readonly load: Omit<Load, "landing">;
}

type Published = Pick<SyncReport, "rejected" | "rejectedCount">;

/**
 * Brings what was mirrored into the raw tables, in one transaction that questions see all of or nothing: through the
 * very steps of a full load, but on the rows alone that changes reach. Those of the mirror are kept as they are.
 */
export async function publish(publication: Publication): Promise<Published> {
  const { store, state, load, bulk } = publication;
  let change: Change | null = null;
  let published: Published & { readonly snapshot: DaySnapshot | null } = {
    rejected: [],
    rejectedCount: 0,
    snapshot: null,
  };
  const changed = (): Change | null => change;
  await store.load({ source: load.source, fingerprint: null, changed, bulk }, async (landing) => {
    const reached = publication.whole ? null : await findAffected(landing);
    const touched = reached && touchedAccounts(landing, reached);
    await touched?.look();
    published = await publishRows(publication, landing, reached);
    await touched?.look();
    if (reached !== null && touched !== null) change = { tables: withDerived(reached), accounts: touched.accounts() };
  });
  const { snapshot, ...told } = published;
  if (state && snapshot) await keepSnapshot(state, load.source, snapshot);
  return told;
}

/** A mention may have made rows of these. */
function withDerived(reached: ReadonlySet<TableName>): ReadonlySet<TableName> {
  return new Set<TableName>([...reached, "accounts", "owners", "products", "stages", "consents"]);
}

async function publishRows(
  { state, merges, privacy, load: given }: Publication,
  landing: Landing,
  reached: ReadonlySet<TableName> | null,
): Promise<Published & { readonly snapshot: DaySnapshot | null }> {
  const load: Load = { ...given, landing, partial: reached !== null };
  await createStaging(landing);
  for (const table of tableNames) {
    if (reached === null || reached.has(table) || table === "fx_rates") await stageMirrored(load, table);
  }
  await fillTrade(load);
  await deriveEntities(load);
  await deriveStages(load);
  const deals = reached === null || reached.has("opportunities");
  const snapshot = state && deals ? await landSnapshots(load, state) : null;
  if (deals) await inferStageEvents(load);
  if (reached === null) await noteOrphans(load);
  if (deals) await clearDerivedDeals(load);
  await assignKeys(load, (table, externalId) => (privacy ? aliasIn(table, externalId, privacy) : null));
  const foreign = await findRates(load);
  for (const table of tableNames) await insertRows(load, table, foreign);
  await mergeAccounts(landing, await allMerges(landing, merges));
  await landing.run(`INSERT INTO ${rejectedTable} SELECT * FROM ${unreadable}`);
  const told = await keepRejected(landing);
  if (privacy) await applyPrivacy(landing, privacy.marks, privacy.pepper);
  await dropStaging(landing);
  await landing.run(`DELETE FROM ${changes}`);
  if (reached === null) await landing.run("UPDATE mirror.about SET published_at = $now", { now: load.now });
  return { ...told, snapshot };
}

async function stageMirrored({ landing, partial, currency }: Load, table: TableName): Promise<void> {
  const names = Object.keys(stagedColumns(table));
  const filled = filledByItself(table, currency);
  const own = ["external_id", "_deleted_at", "_merged_into"];
  const insert = `INSERT INTO ${staged(table)} (_origin, ${[...own, ...names.map(identifier)].join(", ")})
     SELECT ${[literal(table), ...own, ...names.map((name) => filled[name] ?? identifier(name))].join(", ")}
     FROM ${mirrored(table)}`;
  const moment = sequence[table];
  if (partial && table !== "fx_rates") {
    await landing.run(`${insert} WHERE external_id IN (SELECT external_id FROM ${affected(table)})`);
  } else if (moment === undefined) await landing.run(insert);
  else {
    for (const span of await spansOf(landing, mirrored(table), moment)) {
      await landing.run(`${insert} WHERE ${span} ORDER BY ${moment}, rowid`);
    }
  }
}

/** Events and snapshots that no source gave are inferred anew with the deals: those that do not come again go. */
async function clearDerivedDeals({ landing, partial }: Load): Promise<void> {
  if (!partial) return;
  for (const table of ["opportunity_stage_events", "opportunity_snapshots"] as const) {
    await landing.run(`DELETE FROM data.${table} WHERE external_id NOT IN (SELECT external_id FROM ${staged(table)})`);
  }
}

/** What the source merged, and what people here decided: each account with the last that it counts as. */
async function allMerges(landing: Landing, decided: Publication["merges"]): Promise<Publication["merges"]> {
  const rows = await landing.rows(
    `SELECT external_id AS account, _merged_into AS survivor FROM ${mirrored("accounts")} WHERE _merged_into IS NOT NULL`,
  );
  const into = new Map(rows.map(({ account, survivor }) => [String(account), String(survivor)]));
  for (const { account, survivor } of decided) into.set(account, survivor);
  return [...into.keys()].map((account) => {
    const seen = new Set([account]);
    let survivor = account;
    for (let next = into.get(survivor); next !== undefined && !seen.has(next); next = into.get(next)) {
      seen.add(next);
      survivor = next;
    }
    return { account, survivor };
  });
}
