import type { Desk } from "../desk.ts";
import { publishHome } from "../home.ts";

/** The App Home is made when somebody looks at it. */
export function listenToHome(desk: Desk): void {
  const { app, workspaces, answering } = desk;
  app.event("app_home_opened", async ({ event, context }) => {
    if (event.tab !== "home") return;
    const workspace = await workspaces.at(context.teamId);
    answering.track(publishHome(desk, workspace, event.user));
  });
}
