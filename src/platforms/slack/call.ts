import { webApi } from "@slack/bolt";
import { SourceError } from "#errors.ts";

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

/** Slack's own trouble, told in an HTTP 200; some of it may have been done. */
const passing = new Set(["internal_error", "fatal_error", "service_unavailable", "request_timeout"]);

const attempts = 4;
/** Longer than this a person no longer waits for an answer. */
const longestWaitSeconds = 60;
/** How long to wait when a 429 does not say. */
const unsaidWaitSeconds = 1;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Turns Slack's refusals into errors that say what to do. */
function named(error: unknown): unknown {
  if (error instanceof WebAPIPlatformError) {
    const reason = error.data.error;
    const hint = mends[reason];
    const retryable = passing.has(reason);
    return new SourceError("slack", reason, { retryable, cause: error, ...(hint === undefined ? {} : { hint }) });
  }
  if (waitAsked(error) !== null) {
    return new SourceError("slack", "rate limited for too long", { retryable: true, cause: error });
  }
  if (error instanceof WebAPIRequestError || error instanceof WebAPIHTTPError) {
    return new SourceError("slack", error.message, { retryable: true, cause: error });
  }
  return error;
}

/** Seconds that a 429 asks to wait; null when the error is none. The client has no error class for one that does not say. */
function waitAsked(error: unknown): number | null {
  if (error instanceof WebAPIRateLimitedError) return error.retryAfter;
  const unsaid = error instanceof Error && error.message.startsWith("Retry header did not contain");
  return unsaid ? unsaidWaitSeconds : null;
}

/** Did Slack not take the call, or nobody knows whether it did? */
function lost(error: unknown): boolean {
  if (error instanceof WebAPIPlatformError) return passing.has(error.data.error);
  return error instanceof WebAPIRequestError || (error instanceof WebAPIHTTPError && error.statusCode >= 500);
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
      const wait = waitAsked(error);
      if ((wait === null && !lost(error)) || attempt === attempts) throw named(error);
      if (wait !== null && wait > longestWaitSeconds) throw named(error);
      // A refusal was a reply: nothing was posted. After a lost connection nobody knows.
      if (error instanceof WebAPIRequestError && afterLoss === "never") throw named(error);
      await pause(wait === null ? Math.random() * 250 * 2 ** attempt : wait * 1000);
      const found = wait === null && typeof afterLoss === "function" ? await afterLoss() : null;
      if (found !== null) return found;
    }
  }
}

/** Is it Slack's refusal for one of these reasons? */
export function refusedFor(error: unknown, ...reasons: readonly string[]): boolean {
  return error instanceof SourceError && error.source === "slack" && reasons.some((one) => error.message.includes(one));
}
