import type { webApi } from "@slack/bolt";
import { SourceError } from "#errors.ts";
import type { Vault } from "#platform.ts";
import { createConversations } from "./conversations.ts";
import { createPeople } from "./people.ts";

/** Parley in one Slack workspace. */
export interface Workspace {
  readonly team: string;
  /** The app's own user there. */
  readonly botUser: string;
  readonly client: webApi.WebClient;
  readonly people: ReturnType<typeof createPeople>;
  readonly conversations: ReturnType<typeof createConversations>;
}

/** What lets Parley act in a workspace. */
export interface Pass {
  readonly team: string;
  readonly enterprise: string | null;
  readonly botUser: string;
  readonly token: string;
}

/** Where passes come from: the one bot token, or what the OAuth installations keep. */
export interface Passes {
  /** @throws when Parley is not installed there. */
  of(team: string): Promise<Pass>;
  teams(): Promise<readonly string[]>;
}

export interface Workspaces {
  at(team: string | undefined): Promise<Workspace>;
  /** `T123/#sales` → that workspace and `#sales`. A target without a team is in the only workspace. */
  target(target: string): Promise<{ readonly workspace: Workspace; readonly target: string }>;
  forget(team: string): void;
}

/** Keeps what is known of each workspace: a client for its token, its people and conversations. */
export function createWorkspaces(
  passes: Passes,
  clientFor: (pass: Pass) => webApi.WebClient,
  vault: Pick<Vault, "get" | "set">,
): Workspaces {
  const open = new Map<string, { token: string; workspace: Workspace }>();

  async function at(team: string | undefined): Promise<Workspace> {
    const pass = await passes.of(team ?? (await only()));
    const before = open.get(pass.team);
    if (before?.token === pass.token) return before.workspace;
    const client = clientFor(pass);
    // A rotated token changes the client, not the people.
    const people =
      before?.workspace.people ??
      createPeople(async () => open.get(pass.team)?.workspace.client ?? client, {
        team: pass.team,
        enterprise: pass.enterprise,
      });
    const conversations = createConversations(client, { vault, team: pass.team });
    const workspace = { team: pass.team, botUser: pass.botUser, client, people, conversations };
    open.set(pass.team, { token: pass.token, workspace });
    return workspace;
  }

  async function only(): Promise<string> {
    const [team, ...others] = await passes.teams();
    if (team === undefined) {
      throw new SourceError("slack", "Parley is installed in no workspace", { hint: "Open /slack/install." });
    }
    if (others.length > 0) {
      const hint = `Name the workspace before the channel: ${team}/#sales.`;
      throw new SourceError("slack", "Parley is installed in several workspaces", { hint });
    }
    return team;
  }

  return {
    at,
    async target(target) {
      const [, team, within] = /^(T[A-Z0-9]+)\/(.+)$/.exec(target) ?? [];
      return { workspace: await at(team), target: within ?? target };
    },
    forget: (team) => void open.delete(team),
  };
}
