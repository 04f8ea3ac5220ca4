import type { Installation, InstallationQuery, InstallationStore } from "@slack/bolt";
import { SourceError } from "#errors.ts";
import type { Vault } from "#platform.ts";

const listKey = "installations";
const keyOf = (team: string): string => `installation:${team}`;

/** What Bolt's OAuth keeps of every workspace, sealed in the vault. */
export interface Installations extends InstallationStore {
  teams(): Promise<readonly string[]>;
  remove(team: string): Promise<void>;
}

/**
 * Installations in the vault. Only workspaces of `allowed` are taken: their administrators say who owns an e-mail
 * address, and e-mails decide who sees what.
 */
export function createInstallations(vault: Vault, allowed: readonly string[]): Installations {
  const kept = new Map<string, Installation>();
  let writing: Promise<unknown> = Promise.resolve();

  async function teams(): Promise<string[]> {
    const known = JSON.parse((await vault.get(listKey)) ?? "[]") as string[];
    return known.filter((team) => allowed.includes(team));
  }

  /** One change of the list at a time. */
  function change(work: () => Promise<void>): Promise<void> {
    const mine = writing.then(work, work);
    writing = mine.catch(() => {});
    return mine;
  }

  const remove = (team: string): Promise<void> =>
    change(async () => {
      kept.delete(team);
      await vault.delete(keyOf(team));
      await vault.set(listKey, JSON.stringify((await teams()).filter((one) => one !== team)));
    });

  const teamOf = ({ teamId }: InstallationQuery<boolean>): string => teamId ?? "";

  return {
    teams,
    remove,
    storeInstallation: (installation) =>
      change(async () => {
        const team = installation.team?.id;
        if (team === undefined || !allowed.includes(team)) {
          throw new SourceError("slack", `the workspace ${team ?? "(an organisation)"} is not listed in SLACK_TEAMS`);
        }
        await vault.set(keyOf(team), JSON.stringify(installation));
        await vault.set(listKey, JSON.stringify([...new Set([...(await teams()), team])]));
        kept.set(team, installation as Installation);
      }),
    async fetchInstallation(query) {
      const team = teamOf(query);
      const stored = kept.get(team) ?? (JSON.parse((await vault.get(keyOf(team))) ?? "null") as Installation | null);
      if (stored === null || !allowed.includes(team)) {
        throw new SourceError("slack", `Parley is not installed in ${team}`, { hint: "Open /slack/install." });
      }
      kept.set(team, stored);
      // Bolt changes the object when it refreshes the token: it gets its own.
      return structuredClone(stored);
    },
    deleteInstallation: (query) => remove(teamOf(query)),
  };
}
