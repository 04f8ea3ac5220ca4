import { randomUUID } from "node:crypto";

interface Team {
  readonly team: string;
  readonly expires: number | null;
}

/**
 * Bot tokens and the workspaces that they are of. Codes of `oauth.v2.access` name the workspace that installs
 * (`code-T2`); with rotation, tokens expire and are renewed with a refresh token that counts once.
 */
export function createTeams(botToken: string, home: string) {
  const tokens = new Map<string, Team>([[botToken, { team: home, expires: null }]]);
  const refreshes = new Map<string, string>();
  let rotation: number | null = null;

  function grant(team: string): Record<string, any> {
    const token = `xoxb-${team}-${randomUUID().slice(0, 8)}`;
    tokens.set(token, { team, expires: rotation });
    if (rotation === null) return { access_token: token };
    const refresh = `xoxe-${randomUUID()}`;
    refreshes.set(refresh, team);
    return { access_token: token, refresh_token: refresh, expires_in: rotation };
  }

  return {
    teamOf: (token: string): string | undefined => tokens.get(token)?.team,
    /** Tokens granted from now on live this many seconds. */
    rotate(seconds: number): void {
      rotation = seconds;
    },
    revoke(team: string): void {
      for (const [token, one] of tokens) if (one.team === team) tokens.delete(token);
    },
    access(body: Record<string, any>): Record<string, any> {
      const refreshed = body.grant_type === "refresh_token";
      const team = refreshed ? refreshes.get(body.refresh_token) : /^code-(T\w+)$/.exec(body.code)?.[1];
      if (team === undefined) return { ok: false, error: refreshed ? "invalid_refresh_token" : "invalid_code" };
      refreshes.delete(body.refresh_token);
      return {
        ...{ ok: true, app_id: "A1", token_type: "bot", scope: "chat:write", bot_user_id: "UBOT" },
        ...{ team: { id: team, name: `Team ${team}` }, enterprise: null, is_enterprise_install: false },
        ...{ authed_user: { id: "U1" } },
        ...grant(team),
      };
    },
  };
}
