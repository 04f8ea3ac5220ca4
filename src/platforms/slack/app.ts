import { App, HTTPReceiver, SocketModeReceiver, type webApi } from "@slack/bolt";
import type { Log, Vault } from "#platform.ts";
import { oauthOf, type SlackConfig } from "./config.ts";
import { createInstallations, type Installations } from "./installations.ts";
import { boltLogger } from "./logger.ts";
import { redirectPath, scopes } from "./scopes.ts";

/**
 * How long Slack may leave a ping unanswered; Bolt waits as long before it connects again. Its own five seconds are
 * five in which questions are refused.
 */
const pingTimeoutMs = 2_000;

/** Waiting is ours (`call.ts`): the client's own policy would retry for half an hour, and post twice. */
export function clientOptions({ SLACK_API_URL }: SlackConfig, log: Log): webApi.WebClientOptions {
  return {
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    timeout: 15_000,
    logger: boltLogger(log),
    ...(SLACK_API_URL === undefined ? {} : { slackApiUrl: SLACK_API_URL }),
  };
}

type Receiver = HTTPReceiver | SocketModeReceiver;

/** Refresh tokens count once: two events at the same time must not both use one. */
function authorizeOnce(receiver: Receiver): void {
  const { installer } = receiver;
  if (installer === undefined) return;
  const authorize = installer.authorize;
  const underway = new Map<string, ReturnType<typeof authorize>>();
  installer.authorize = (query) => {
    const key = query.teamId ?? "";
    const before = underway.get(key);
    if (before !== undefined) return before;
    const mine = authorize(query).finally(() => underway.delete(key));
    underway.set(key, mine);
    return mine;
  };
}

/** Bolt, over a socket when there is an app token, else over HTTP; with OAuth when there are several workspaces. */
export function createApp(
  settings: SlackConfig,
  { log, vault }: { readonly log: Log; readonly vault: Vault },
): { readonly app: App; readonly receiver: Receiver; readonly installations: Installations | null } {
  const { SLACK_APP_TOKEN: appToken, SLACK_BOT_TOKEN: token, SLACK_PORT: port, SLACK_PUBLIC_URL: url } = settings;
  const oauth = oauthOf(settings);
  const installations = oauth === null ? null : createInstallations(vault, oauth.teams);
  const options = clientOptions(settings, log);
  const logger = boltLogger(log);
  const { SLACK_API_URL: api } = settings;
  const installing =
    oauth === null || installations === null
      ? {}
      : {
          clientId: oauth.clientId,
          clientSecret: oauth.clientSecret,
          stateSecret: oauth.stateSecret,
          installationStore: installations,
          scopes: Object.keys(scopes),
          ...(url === undefined ? {} : { redirectUri: new URL(redirectPath, url).href }),
        };
  const installerOptions = {
    clientOptions: options,
    port,
    redirectUriPath: redirectPath,
    // Bolt's own page would only show a button that is loaded from elsewhere.
    directInstall: true,
    ...(api === undefined ? {} : { authorizationUrl: new URL("/oauth/v2/authorize", api).href }),
  };
  const receiver: Receiver =
    appToken === undefined
      ? new HTTPReceiver({
          signingSecret: settings.SLACK_SIGNING_SECRET ?? "",
          port,
          logger,
          installerOptions,
          ...installing,
        })
      : new SocketModeReceiver({
          appToken,
          logger,
          clientPingTimeout: pingTimeoutMs,
          installerOptions,
          ...installing,
        });
  authorizeOnce(receiver);
  const app = new App({
    receiver,
    logger,
    clientOptions: options,
    convoStore: false,
    deferInitialization: true,
    ...(appToken === undefined ? {} : { socketMode: true }),
    ...(token === undefined ? {} : { token }),
  });
  return { app, receiver, installations };
}
