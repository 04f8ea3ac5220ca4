import { webApi } from "@slack/bolt";
import { type Fate, SendError, SourceError } from "#errors.ts";

const { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } = webApi;

/** What an administrator does about Slack's refusals. */
const mends: Readonly<Record<string, string>> = {
  invalid_auth: "SLACK_BOT_TOKEN is wrong or revoked: copy the bot token again.",
  token_revoked: "SLACK_BOT_TOKEN was revoked: reinstall the app and copy the bot token again.",
  token_expired: "The bot token rotates: set SLACK_CLIENT_ID and install through Parley, or switch rotation off.",
  account_inactive: "The app was removed from the workspace: install it again.",
  not_authed: "SLACK_BOT_TOKEN is missing.",
  missing_scope: "Reinstall the app with the manifest from npm run manifest: a permission is missing.",
  channel_not_found: "The channel does not exist, or Parley is not in it: /invite it there.",
  not_in_channel: "Invite Parley to the channel: /invite it there.",
  is_archived: "The channel is archived: choose another in DELIVER.",
};

/** Slack's own trouble, told in an HTTP 200: some of it may have been done. */
const uncertain = new Set(["internal_error", "fatal_error"]);
/** Trouble that will pass; nothing was done. */
const passing = new Set([
  ...["service_unavailable", "request_timeout", "ratelimited", "rate_limited", "message_limit_exceeded"],
  ...["team_added_to_org", "org_login_required"],
]);
/** The way to Slack failed before anything was said. */
const unreached = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "UND_ERR_CONNECT_TIMEOUT"]);

const attempts = 4;
/** For so long together a call waits its turn: longer than this a person no longer waits for an answer. */
const longestWaitSeconds = 60;
/** How long to wait where a 429 does not say. */
const unsaidWaitSeconds = 1;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What is known of a message after its call failed. */
function fateOf(error: unknown): Fate {
  if (waitAsked(error) !== null) return "later";
  if (error instanceof WebAPIPlatformError) {
    const reason = String(error.data.error);
    if (passing.has(reason)) return "later";
    return uncertain.has(reason) || isUnread(error) ? "lost" : "refused";
  }
  if (error instanceof WebAPIHTTPError) {
    if (error.statusCode === 503) return "later";
    return error.statusCode >= 500 ? "lost" : "refused";
  }
  return error instanceof WebAPIRequestError && unreached.has(codeOf(error.original)) ? "later" : "lost";
}

/** No reply of Slack's came: none at all, or a body that is not Slack's. Nobody knows what was done. */
function isUnread(error: unknown): boolean {
  if (error instanceof WebAPIPlatformError) return !/^[a-z][a-z0-9_]*$/.test(String(error.data.error));
  return error instanceof WebAPIRequestError;
}

/** The code of a failed connection, however deep the client hid it. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return "";
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === "string" ? code : codeOf(error.cause);
}

/** Turns Slack's trouble into errors that say what is known and what to do. Where nothing could be posted, none is lost. */
function named(error: unknown, posts: boolean): unknown {
  const wait = waitAsked(error);
  const known = error instanceof WebAPIPlatformError || error instanceof WebAPIRequestError;
  if (!known && wait === null && !(error instanceof WebAPIHTTPError)) return error;
  const said = error instanceof WebAPIPlatformError ? String(error.data.error).slice(0, 200) : (error as Error).message;
  const reason = wait === null ? said : "rate limited";
  const fate = fateOf(error);
  const hint = mends[reason];
  return new SendError("slack", reason, {
    fate: fate === "lost" && !posts ? "later" : fate,
    cause: error,
    ...(wait === null ? {} : { waitMs: wait * 1000 }),
    ...(hint === undefined ? {} : { hint }),
  });
}

/** Seconds that a 429 asks to wait; null when the error is none. The client has no error class for one that does not say. */
function waitAsked(error: unknown): number | null {
  if (error instanceof WebAPIRateLimitedError) return error.retryAfter;
  const unsaid = error instanceof Error && error.message.startsWith("Retry header did not contain");
  return unsaid ? unsaidWaitSeconds : null;
}

/**
 * Calls Slack's API: waits as long as a 429 asks, as often as it does while others take what is given back first, and tries
 * again after a lost connection or a 5xx. A post may have
 * arrived although its reply was lost: `afterLoss` then looks for it, and what it finds is the result; what cannot be
 * looked for is never sent twice. `once`: whoever asked keeps a ledger, and decides by the fate when to try again.
 * @throws SendError that says what is known.
 */
export async function call<T>(
  work: () => Promise<T>,
  afterLoss: "again" | "never" | "once" | (() => Promise<T | null>) = "again",
): Promise<T> {
  const posts = afterLoss !== "again";
  let waited = 0;
  for (let attempt = 1; ; ) {
    try {
      return await work();
    } catch (error) {
      const wait = waitAsked(error);
      const fate = fateOf(error);
      if (afterLoss === "once" || fate === "refused") throw named(error, posts);
      waited += wait === null ? 0 : Math.max(1, wait);
      if (wait === null ? attempt === attempts : waited > longestWaitSeconds) throw named(error, posts);
      // Slack's own trouble is worth another try; a post whose reply nobody read is not.
      if (isUnread(error) && fate === "lost" && afterLoss === "never") throw named(error, posts);
      await pause(wait === null ? Math.random() * 250 * 2 ** attempt++ : wait * 1000);
      const found = wait === null && typeof afterLoss === "function" ? await afterLoss() : null;
      if (found !== null) return found;
    }
  }
}

/** Is it Slack's refusal for one of these reasons? */
export function refusedFor(error: unknown, ...reasons: readonly string[]): boolean {
  return error instanceof SourceError && error.source === "slack" && reasons.some((one) => error.message.includes(one));
}
