import { expect, it } from "vitest";
import { openSlack } from "./open.ts";
import { formOf } from "./seen.ts";

it("the global shortcut asks anything, and answers in the direct message", async () => {
  const { interact, deeds, modal, called, host, server } = await openSlack();
  const lin = server.user("lin");
  await interact(deeds.shortcut(lin, "parley_ask"));
  expect(formOf(await modal())).toMatchObject({ title: "Ask Parley", complaints: [], fields: [{ value: "" }] });
  await interact(deeds.submission(lin, { text: "上季度华东哪个渠道ROI最高" }));
  const { body } = await called("chat.postMessage");
  expect(body.channel).toBe(await deeds.direct(lin));
  expect(host.asked[0]).toMatchObject({ kind: "mention", text: "上季度华东哪个渠道ROI最高", where: { private: true } });
});

it("the message shortcut asks about a message's words, and answers in its thread", async () => {
  const { interact, deeds, modal, called, server } = await openSlack();
  const dana = server.user("dana");
  await interact(deeds.messageShortcut(dana, "parley_ask_about", "what did <https://acme.test|Acme> &amp; Sons buy?"));
  expect(formOf(await modal()).fields[0]?.value).toBe("what did Acme & Sons buy?");
  await interact(deeds.submission(dana, {}));
  const { body } = await called("chat.postEphemeral");
  expect(body).toMatchObject({ channel: server.channel("sales"), thread_ts: "7.7", user: dana });
});

it("an empty question is said at the field", async () => {
  const { interact, deeds, modal, host, server } = await openSlack();
  await interact(deeds.shortcut(server.user("dana"), "parley_ask"));
  await modal();
  const said = await interact(deeds.submission(server.user("dana"), { text: " " }));
  expect(said).toMatchObject({ response_action: "errors", errors: { text: "Please fill this in" } });
  expect(host.asked).toEqual([]);
});
