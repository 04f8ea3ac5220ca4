import { webApi } from "@slack/bolt";
import { SourceError } from "#errors.ts";

const { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } = webApi;

/** What an administrator does about Slack's refusals. */
const mends: Readonly<Record<string, string>> = {
  invalid_auth: "SLACK_BOT_TOKEN is wrong or revoked: copy the bot token again.",
  token_revoked: "SLACK_BOT_TOKEN was revoked: reinstall the app and copy the bot token again.",
  account_inactive: "The app was removed from the workspace: install it again.",
  not_authed: "SLACK_BOT_TOKEN is missing.",
  missing_scope: "Reinstall the app with the manifest from npm run manifest: a permission is missing.",
  channel_not_found: "The channel does not exist, or Parley is not in it: /invite it there.",
  not_in_channel: "Invite Parley to the channel: /invite it there.",
  is_archived: "The channel is archived: choose another in DELIVER.",
};

const attempts = 4;
/** Longer than this a person no longer waits for an answer. */
const longestWaitSeconds = 60;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Turns Slack's refusals into errors that say what to do. */
function named(error: unknown): unknown {
  if (error instanceof WebAPIPlatformError) {
    const reason = error.data.error;
    const hint = mends[reason];
    return new SourceError("slack", reason, { cause: error, ...(hint === undefined ? {} : { hint }) });
  }
  if (error instanceof WebAPIRateLimitedError) {
    return new SourceError("slack", "rate limited for too long", { retryable: true, cause: error });
  }
  if (error instanceof WebAPIRequestError || error instanceof WebAPIHTTPError) {
    return new SourceError("slack", error.message, { retryable: true, cause: error });
  }
  return error;
}

/**
 * Calls Slack's API: waits as long as a 429 asks, and tries again after a lost connection or a 5xx. A post may have
 * arrived although its reply was lost: `afterLoss` then looks for it, and what it finds is the result; what cannot be
 * looked for is never sent twice.
 */
export async function call<T>(
  work: () => Promise<T>,
  afterLoss: "again" | "never" | (() => Promise<T | null>) = "again",
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const limited = error instanceof WebAPIRateLimitedError;
      const lost = error instanceof WebAPIRequestError || (error instanceof WebAPIHTTPError && error.statusCode >= 500);
      if (!(limited || lost) || attempt === attempts) throw named(error);
      if (limited && error.retryAfter > longestWaitSeconds) throw named(error);
      await pause(limited ? error.retryAfter * 1000 : Math.random() * 250 * 2 ** attempt);
      // After a 5xx nothing was taken; after a lost connection nobody knows.
      if (error instanceof WebAPIRequestError && afterLoss === "never") throw named(error);
      const found = lost && typeof afterLoss === "function" ? await afterLoss() : null;
      if (found !== null) return found;
    }
  }
}
