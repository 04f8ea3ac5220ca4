import { AuthorizationError, webApi } from "@slack/bolt";
import type { Answer } from "#answer.ts";
import { SourceError } from "#errors.ts";
import type { Connection, Host } from "#platform.ts";
import { createAnswering } from "./answering.ts";
import { clientOptions, createApp } from "./app.ts";
import { call } from "./call.ts";
import { createChannelQueue } from "./channel-queue.ts";
import type { SlackConfig } from "./config.ts";
import { listenToAssistant } from "./listeners/assistant.ts";
import { listenToButtons } from "./listeners/buttons.ts";
import { listenToCommands } from "./listeners/commands.ts";
import { listenToHome } from "./listeners/home.ts";
import { listenToLeaving } from "./listeners/leaving.ts";
import { listenToMessages } from "./listeners/messages.ts";
import { listenToRatings } from "./listeners/ratings.ts";
import { listenToShortcuts } from "./listeners/shortcuts.ts";
import { listenToViews } from "./listeners/views.ts";
import { readParticipants } from "./participants.ts";
import { createSending } from "./sending.ts";
import { createWorkspaces, type Pass, type Passes } from "./workspaces.ts";

/** The one workspace that a bot token is of. */
async function passOf(client: webApi.WebClient, token: string): Promise<{ pass: Pass; name: string }> {
  const {
    team_id: team = "",
    enterprise_id: enterprise,
    user_id: botUser = "",
    team: name = "",
  } = await call(() => client.auth.test());
  return { pass: { team, enterprise: enterprise ?? null, botUser, token }, name };
}

/** What the OAuth installations let Parley do; tokens that are about to expire are renewed on the way. */
function installedPasses({ receiver, installations }: ReturnType<typeof createApp>): Passes {
  return {
    teams: async () => (await installations?.teams()) ?? [],
    async of(team) {
      const about = { teamId: team, enterpriseId: undefined, isEnterpriseInstall: false };
      const found = await receiver.installer?.authorize(about);
      if (found?.botToken === undefined) throw new SourceError("slack", `Parley is not installed in ${team}`);
      const { botToken: token, botUserId: botUser = "", enterpriseId: enterprise = null } = found;
      return { team, enterprise, botUser, token };
    },
  };
}

/** Signs in, listens, and posts; with Socket Mode when there is an app token, else over HTTP. */
export async function connect(settings: SlackConfig, host: Host): Promise<Connection> {
  const { SLACK_BOT_TOKEN: token, SLACK_CHARTS: charts } = settings;
  const options = clientOptions(settings, host.log);
  const single = token === undefined ? null : await passOf(new webApi.WebClient(token, options), token);
  const slack = createApp(settings, host);
  const { app, installations } = slack;
  const passes: Passes =
    single === null ? installedPasses(slack) : { of: async () => single.pass, teams: async () => [single.pass.team] };
  const workspaces = createWorkspaces(passes, (pass) => new webApi.WebClient(pass.token, options), host.vault);
  const queue = createChannelQueue();
  const answering = createAnswering(host, queue, charts);
  const lookOf = ({ locale }: Answer) => ({ native: charts === "native", goesOn: host.say(locale, "reply.goes_on") });
  const desk = { app, host, workspaces, answering, participants: await readParticipants(host.vault) };
  listenToAssistant(desk);
  listenToCommands(desk);
  listenToButtons(desk);
  listenToMessages(desk);
  listenToHome(desk);
  listenToShortcuts(desk);
  listenToViews(desk);
  listenToRatings(desk);
  listenToLeaving(desk, installations);
  app.error(async (error) => {
    // Slack goes on for a while to tell of a workspace that has removed the app.
    if (error instanceof AuthorizationError) host.log.warn({ err: error }, "an event of a workspace without Parley");
    else host.log.error({ err: error }, "Slack listener failed");
  });
  await app.init();
  await app.start();
  const name = single?.name ?? `${(await passes.teams()).length} workspaces, more at /slack/install`;
  return {
    address: `${name} (${settings.SLACK_APP_TOKEN ? "Socket Mode" : `port ${settings.SLACK_PORT}`})`,
    ...createSending(workspaces, queue, () => passes.teams(), lookOf, host.log),
    async stop() {
      await app.stop();
      await answering.settled();
      await queue.idle();
    },
  };
}

/** Whose token it is: the cheapest proof that it works. */
export async function signIn(settings: SlackConfig): Promise<{ team: string; user: string }> {
  const quiet = { info() {}, warn() {}, error() {} };
  const client = new webApi.WebClient(settings.SLACK_BOT_TOKEN, clientOptions(settings, quiet));
  const { team = "the workspace", user = "the bot" } = await call(() => client.auth.test());
  return { team, user };
}
