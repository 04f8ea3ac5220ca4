import slack from "../../src/platforms/slack/index.ts";
import { scriptedHost } from "../platforms/scripted-host.ts";
import { startSlack } from "../platforms/slack/slack-server.ts";

/** Slack on this machine, and Parley connected to it: it outlives a storm, as to open it takes longer than one. */
export async function openCoast() {
  const server = await startSlack();
  const settings = { SLACK_BOT_TOKEN: server.botToken, SLACK_APP_TOKEN: "xapp-local", SLACK_API_URL: server.apiUrl };
  const connection = await slack.start(slack.config.parse(settings), scriptedHost(slack.capabilities));
  return {
    server,
    connection,
    async close(): Promise<void> {
      await connection.stop();
      await server.close();
    },
  };
}

export type Coast = Awaited<ReturnType<typeof openCoast>>;
