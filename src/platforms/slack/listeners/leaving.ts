import type { Desk } from "../desk.ts";
import type { Installations } from "../installations.ts";

/** A workspace that removes the app, or revokes its token, is forgotten at once. */
export function listenToLeaving(desk: Desk, installations: Installations | null): void {
  const { app, host, workspaces, answering, participants } = desk;
  const forget = async (team: string | undefined): Promise<void> => {
    if (team === undefined) return;
    workspaces.forget(team);
    await installations?.remove(team);
    await participants.forget(team);
    host.log.warn({ team }, "Parley was removed from a Slack workspace");
  };
  app.event("app_uninstalled", async ({ context, body }) => answering.track(forget(context.teamId ?? body.team_id)));
  app.event("tokens_revoked", async ({ event, context, body }) => {
    if ((event.tokens.bot ?? []).length > 0) answering.track(forget(context.teamId ?? body.team_id));
  });
}
