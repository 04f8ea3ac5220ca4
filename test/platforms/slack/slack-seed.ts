export const botToken = "xoxb-local-bot";
/** The workspace of the emulated Web API. */
export const homeTeam = "T000000001";

/** One workspace with an app, two channels, and so many people, two of them with names. */
export const seed = (people: number) => ({
  team: { name: "Acme", domain: "acme" },
  users: [
    { name: "dana", real_name: "Dana Sales", email: "dana@acme.test" },
    { name: "lin", real_name: "林晓", email: "lin@acme.test" },
    ...Array.from({ length: Math.max(0, people - 2) }, (_, at) => ({ name: `p${at}`, email: `p${at}@acme.test` })),
  ],
  channels: [{ name: "sales" }, { name: "management" }],
  oauth_apps: [
    {
      ...{ app_id: "A1", client_id: "1.1", client_secret: "x", name: "Parley", redirect_uris: ["http://localhost/x"] },
      ...{ bot_id: "B1", bot_user_id: "UBOT", bot_name: "parley" },
    },
  ],
  tokens: [{ token: botToken, type: "bot", user_id: "UBOT", bot_id: "B1", bot_user_id: "UBOT", app_id: "A1" }],
});
