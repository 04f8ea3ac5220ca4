/** What the app may do, and why. The manifest and the OAuth installation ask for exactly these. */
export const scopes: Readonly<Record<string, string>> = {
  "app_mentions:read": "hears when somebody mentions Parley",
  "assistant:write": "assistant threads: status, suggested prompts, title",
  "channels:history": "finds a message again after a lost reply; follow-ups in threads",
  "channels:read": "finds a channel by its name; who would see what is shared",
  "chat:write": "answers",
  commands: "slash commands and shortcuts",
  "files:read": "knows when an uploaded picture has become a message",
  "files:write": "pictures",
  "groups:history": "as channels:history, in private channels",
  "groups:read": "as channels:read, in private channels",
  "im:history": "questions in the direct message",
  "im:read": "as channels:read, in direct messages",
  "im:write": "opens the direct message",
  "mpim:history": "as channels:history, in group messages",
  "mpim:read": "as channels:read, in group messages",
  "users:read": "names and languages; who is a guest, a bot or a stranger",
  "users:read.email": "knows the CRM user by the e-mail that Slack has verified",
};

/** What the app hears of. */
export const events: readonly string[] = [
  "app_home_opened",
  "app_mention",
  "app_uninstalled",
  "assistant_thread_context_changed",
  "assistant_thread_started",
  "message.channels",
  "message.groups",
  "message.im",
  "message.mpim",
  "tokens_revoked",
];

/** Where Slack sends people back after they allowed the app. */
export const redirectPath = "/slack/oauth_redirect";
