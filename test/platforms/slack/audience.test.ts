import { expect, it } from "vitest";
import type { Person } from "#platform.ts";
import { answerOf } from "../scripted-answers.ts";
import { openSlack } from "./open.ts";

type Profile = Record<string, unknown> | null;

/** Who would see what is shared, as the host is told, when these people are in the channel. */
async function audience(ids: (server: Awaited<ReturnType<typeof openSlack>>["server"]) => Record<string, Profile>) {
  let told: readonly Person[] = [];
  const { interact, deeds, server, called } = await openSlack(({ text, audience: ask }) =>
    Promise.resolve(ask?.() ?? []).then((people) => {
      told = people;
      return answerOf(text, { visibility: "channel" });
    }),
  );
  const people = ids(server);
  server.memberships.set(server.channel("sales"), [...Object.keys(people), "UBOT"]);
  for (const [id, profile] of Object.entries(people)) server.profiles.set(id, profile);
  await interact(deeds.press(server.user("dana"), "parley.share.0", "/rfm"));
  await called("chat.postMessage");
  return told.map(({ id, email, outsider = false }) => [id, email, outsider]);
}

it("everybody in the channel but bots, by the e-mails that Slack has verified", async () => {
  let ids: string[] = [];
  const told = await audience((server) => {
    ids = [server.user("dana"), server.user("lin")];
    return Object.fromEntries(ids.map((id) => [id, {}]));
  });
  expect(told).toEqual([
    [ids[0], "dana@acme.test", false],
    [ids[1], "lin@acme.test", false],
  ]);
});

it.each([
  ["a guest", { is_restricted: true }, true],
  ["a guest of one channel", { is_ultra_restricted: true }, true],
  ["somebody who left", { deleted: true }, true],
  ["a stranger in a shared channel", { is_stranger: true }, true],
  ["somebody who has not confirmed their e-mail", { is_email_confirmed: false }, false],
  ["somebody of another workspace", { team_id: "T999" }, true],
  ["somebody about whom Slack says nothing", null, true],
] as const)("%s is nobody that the CRM knows, and one of the company or not", async (_, profile, outsider) => {
  let lin = "";
  const told = await audience((server) => {
    lin = server.user("lin");
    return { [server.user("dana")]: {}, [lin]: profile };
  });
  expect(told[1]).toEqual([lin, undefined, outsider]);
});

it("of more than 200 people somebody may see nothing", async () => {
  const many = Object.fromEntries(Array.from({ length: 450 }, (_, at) => [`U${1_000 + at}`, {}]));
  expect(await audience(() => many)).toEqual([["too-many-to-ask", undefined, true]]);
});
