import { describe, expect, it } from "vitest";
import type { Answer, Form } from "#answer.ts";
import { answerOf, subjectForm } from "../scripted-answers.ts";
import type { Reaction } from "../scripted-host.ts";
import { openSlack } from "./open.ts";
import { formOf } from "./seen.ts";

const lacking = (form: Form = subjectForm): Answer =>
  answerOf("lacking", { form, error: { code: "subject_missing", hint: "For example: /customer Acme" } });
const asks =
  (form?: Form): Reaction =>
  ({ kind, text }) =>
    kind === "form" ? answerOf(text) : lacking(form);
const manyChoices = Array.from({ length: 250 }, (_, at) => ({ label: `Owner ${at}`, value: at === 0 ? "" : `o${at}` }));
const withMany: Form = {
  ...subjectForm,
  fields: [...subjectForm.fields, { name: "who", label: "Who", value: "", required: false, choices: manyChoices }],
};

describe("what a question lacks", () => {
  it("is asked for in a modal, and the answer comes to where it was asked", async () => {
    const { command, interact, deeds, modal, called, host, server } = await openSlack(asks());
    await command(deeds.command("customer", ""));
    expect(formOf(await modal())).toMatchObject({
      onlyFor: server.user("dana"),
      title: "Ask Customer profile",
      complaints: [],
      fields: [{ name: "subject", required: true, value: "" }, { value: "last365d" }, { choices: expect.anything() }],
    });
    expect(server.board.messages).toEqual([]);
    await interact(deeds.submission(server.user("dana"), { subject: "Acme", by: "region" }));
    const { body } = await called("chat.postEphemeral");
    expect(body).toMatchObject({ channel: server.channel("sales"), user: server.user("dana") });
    expect(host.asked.at(-1)).toMatchObject({
      kind: "form",
      text: "customer",
      values: { subject: "Acme", period: "last365d", by: "region" },
      where: { channel: server.channel("sales"), private: false },
    });
  });

  it("is said at the field when it is still missing, and nothing is asked", async () => {
    const { command, interact, deeds, modal, host, server } = await openSlack(asks());
    await command(deeds.command("customer", ""));
    await modal();
    expect(await interact(deeds.submission(server.user("dana"), { subject: "  " }))).toEqual({
      response_action: "errors",
      errors: { subject: "Please fill this in" },
    });
    expect(host.asked).toHaveLength(1);
  });

  it("is asked for by a button when Slack's trigger is used up; the press opens the modal", async () => {
    const { command, interact, deeds, modal, called, server } = await openSlack(asks(), {
      changes: { form: async () => subjectForm },
    });
    const dana = server.user("dana");
    await command(deeds.command("customer", "", { trigger_id: server.trigger(dana, true) }));
    const { body } = await called("chat.postEphemeral");
    const [open] = body.blocks.find(({ type }: { type: string }) => type === "actions").elements;
    expect(open).toMatchObject({ text: { text: "Fill in…" }, value: "/customer" });
    await interact(deeds.press(dana, open.action_id, open.value));
    expect((await modal()).view.callback_id).toBe("parley.form");
  });

  it("is asked for by a button after a mention, which has no trigger", async () => {
    const { event, deeds, called, server } = await openSlack(asks());
    await event(deeds.mention(server.user("lin"), "customer"));
    const { body } = await called("chat.postEphemeral");
    expect(JSON.stringify(body.blocks)).toContain("Fill in…");
    expect(JSON.stringify(body.blocks)).toContain("For example: /customer Acme");
  });
});

describe("choices", () => {
  it("that are more than a menu holds are searched in", async () => {
    const { command, interact, deeds, modal, host, server } = await openSlack(asks(withMany), {
      changes: { form: async () => withMany },
    });
    await command(deeds.command("customer", ""));
    const { view } = await modal();
    const { element } = view.blocks.at(-1);
    expect(element).toMatchObject({ type: "external_select", min_query_length: 0 });
    const dana = server.user("dana");
    const suggestion = (value: string) => ({
      ...{ type: "block_suggestion", team: { id: "T000000001" }, user: { id: dana }, api_app_id: "A1", value },
      ...{ action_id: element.action_id, block_id: "who", view: { private_metadata: view.private_metadata } },
    });
    expect((await interact(suggestion(""))).options).toHaveLength(100);
    const { options } = await interact(suggestion("owner 24"));
    expect(options.map(({ text }: { text: { text: string } }) => text.text)).toContain("Owner 249");
    await interact(deeds.submission(dana, { subject: "Acme", who: "o249" }));
    await server.until(() => host.asked.length === 2);
    expect(host.asked[1]?.values).toMatchObject({ who: "o249" });
  });

  it("with values that Slack does not take are written instead", async () => {
    const long = [{ label: "Long", value: "x".repeat(200) }];
    const fields = [{ name: "by", label: "By", value: "", required: false, choices: long }];
    const { command, deeds, modal } = await openSlack(asks({ ...subjectForm, fields }));
    await command(deeds.command("customer", ""));
    expect((await modal()).view.blocks[0].element.type).toBe("plain_text_input");
  });
});

describe("a button that changes a question", () => {
  it("opens the question in a modal", async () => {
    const { interact, deeds, modal, server, host } = await openSlack(undefined, {
      changes: { form: async (text) => ({ ...subjectForm, title: text }) },
    });
    await interact(deeds.press(server.user("dana"), "parley.edit.3", "/rfm last90d"));
    expect((await modal()).view.title.text).toBe("/rfm last90d");
    expect(host.asked).toEqual([]);
  });

  it("asks the question as it is when there is no form for it", async () => {
    const { interact, deeds, host, server } = await openSlack();
    await interact(deeds.press(server.user("dana"), "parley.edit.3", "/rfm last90d"));
    await server.until(() => host.asked[0]);
    expect(host.asked[0]).toMatchObject({ action: "ask", text: "/rfm last90d" });
  });

  it("asks for another press when the trigger is used up", async () => {
    const { interact, deeds, server } = await openSlack(undefined, { changes: { form: async () => subjectForm } });
    const dana = server.user("dana");
    const trigger = server.trigger(dana, true);
    await interact(deeds.press(dana, "parley.edit.3", "/rfm last90d", { trigger }));
    expect((await server.until(() => server.responses[0])).text).toContain("press the button once more");
  });
});
