import type { Store } from "#store.ts";

/** A CRM user: whose rows are whose. */
export interface Owner {
  readonly key: number;
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly slackUserId: string | null;
  readonly wecomUserId: string | null;
  readonly team: string | null;
  readonly managerKey: number | null;
  readonly active: boolean;
}

/** Ids or e-mail addresses of the CRM users that a chat user is said to be, best first. */
export type Named = (platform: string, userId: string) => Promise<readonly string[]>;

/** Chat users that the CRM, the roster and links say a CRM user is, by platform: where somebody is spoken to unasked. */
export type Known = (owner: Owner) => Promise<Readonly<Record<string, string>>>;

/** The CRM's users, read once per load, and who is said to be which. */
export interface Directory {
  owners(): Promise<readonly Owner[]>;
  readonly named: Named;
  readonly known: Known;
}

/**
 * Keeps the owners of the newest load, for every question asks who asks. `named` and `known` tell the roster's and linked
 * people, from either side.
 */
export function createDirectory(
  store: Store,
  named: Named = async () => [],
  known: Known = async () => ({}),
): Directory {
  let loadedAt: number | undefined;
  let read: Promise<readonly Owner[]> = Promise.resolve([]);
  return {
    named,
    known: async (owner) => ({
      ...(await known(owner)),
      ...(owner.slackUserId === null ? {} : { slack: owner.slackUserId }),
      ...(owner.wecomUserId === null ? {} : { wecom: owner.wecomUserId }),
    }),
    owners() {
      const newest = store.freshness()?.syncedAt.getTime();
      if (newest !== loadedAt) {
        loadedAt = newest;
        read = newest === undefined ? Promise.resolve([]) : readOwners(store);
        read.catch(() => {
          loadedAt = undefined;
        });
      }
      return read;
    },
  };
}

/** Everyone the CRM knows as an owner. Reads the whole table: it is the size of the sales force. */
export async function readOwners(store: Store): Promise<Owner[]> {
  const view = store.view({ owners: null, filters: [], by: [] });
  const rows = await view.select(
    `SELECT id AS owner_key, external_id, name, email, slack_user_id, wecom_userid, team, manager_id,
            coalesce(is_active, TRUE) AND left_on IS NULL AS active
       FROM owners ORDER BY external_id`,
    {},
    {
      owner_key: "integer",
      external_id: "text",
      name: "text?",
      email: "text?",
      slack_user_id: "text?",
      wecom_userid: "text?",
      team: "text?",
      manager_id: "integer?",
      active: "flag",
    },
  );
  return rows.map((row) => ({
    key: row.owner_key,
    id: row.external_id,
    name: row.name ?? row.external_id,
    email: row.email?.toLowerCase() ?? null,
    slackUserId: row.slack_user_id,
    wecomUserId: row.wecom_userid,
    team: row.team,
    managerKey: row.manager_id,
    active: row.active,
  }));
}

/**
 * Keys of an owner and of everybody below, at any depth. A loop in the CRM's manager fields ends where it closes.
 * O(owners).
 */
export function tree(owners: readonly Owner[], top: Owner): number[] {
  const reports = new Map<number, number[]>();
  for (const owner of owners) {
    if (owner.managerKey === null) continue;
    const siblings = reports.get(owner.managerKey);
    if (siblings) siblings.push(owner.key);
    else reports.set(owner.managerKey, [owner.key]);
  }
  const found = new Set([top.key]);
  for (const key of found) for (const report of reports.get(key) ?? []) found.add(report);
  return [...found];
}
