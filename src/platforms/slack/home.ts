import type { Locale } from "#messages.ts";
import { call } from "./call.ts";
import type { Desk } from "./desk.ts";
import { homeView } from "./home-view.ts";
import type { Workspace } from "./workspaces.ts";

/** Shows somebody their App Home afresh, with a note in their language on top where something happened. */
export async function publishHome(
  { host }: Desk,
  workspace: Workspace,
  user: string,
  note?: (locale: Locale) => string,
): Promise<void> {
  const home = await host.home(await workspace.people.find(user));
  const view = homeView(host, home, note?.(home.locale));
  await call(() => workspace.client.views.publish({ user_id: user, view }));
}
