import { rowsCheck } from "./quality-checks.ts";
import type { FieldCheck } from "./quality-result.ts";

/** A cluster as the lesson knows it. */
interface KnownCluster {
  readonly keys: readonly number[];
  readonly probability: number;
  readonly evidence: Readonly<Record<string, string>>;
}

interface Member {
  readonly id: number;
  readonly account: string;
  readonly name: string | null;
  readonly owner: string | null;
  readonly orders: number;
}

/** Accounts that seem to be one, of those that the asker sees; ids are external. */
export interface ShownCluster {
  readonly cluster: readonly string[];
  readonly probability: number;
  /** Column → how far it agrees; what neither has is left out. */
  readonly evidence: Readonly<Record<string, string>>;
  /** Who is proposed to stay: the one with most orders, else the first by id. */
  readonly survivor: string;
  /** The survivor first. */
  readonly members: readonly Member[];
}

/** Clusters of which the asker sees two accounts at least, the most probable first, and the check that counts them. */
export function clustersShown(known: readonly KnownCluster[], members: readonly Member[]) {
  const memberOf = new Map(members.map((member) => [member.id, member]));
  const clusters = known
    .map(({ keys, probability, evidence }) => {
      const seen = keys.flatMap((key) => memberOf.get(key) ?? []);
      seen.sort((a, b) => b.orders - a.orders || (a.account < b.account ? -1 : 1));
      return { seen, probability, evidence };
    })
    .flatMap(({ seen, probability, evidence }): ShownCluster[] => {
      const [account] = seen;
      if (account === undefined || seen.length < 2) return [];
      const told = Object.entries(evidence).filter(([, level]) => level !== "missing");
      const cluster = seen.map(({ account: id }) => id).sort();
      return [{ cluster, probability, evidence: Object.fromEntries(told), survivor: account.account, members: seen }];
    })
    .sort((x, y) => y.probability - x.probability || ((x.cluster[0] ?? "") < (y.cluster[0] ?? "") ? -1 : 1));
  return { clusters, checks: (accounts: number) => (accounts < 2 ? [] : [duplicateCheck(clusters, accounts)]) };
}

/** What is recorded twice: all members of a cluster but the one that stays. */
function duplicateCheck(clusters: readonly ShownCluster[], rows: number): FieldCheck {
  const extra = clusters.flatMap(({ members }) =>
    members.slice(1).map(({ account, owner }) => ({ row_id: account, owner })),
  );
  return rowsCheck({ check: "duplicates", table: "accounts", field: "name", rule: "twice", rows }, extra);
}
