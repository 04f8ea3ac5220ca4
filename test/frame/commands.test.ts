import { IntlMessageFormat } from "intl-messageformat";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { administrator } from "#access/asker.ts";
import { comprehend } from "#answering/comprehend.ts";
import type { Command } from "#command.ts";
import { discover } from "#discover.ts";
import type { Outcome } from "#dispatch.ts";
import type { Locale } from "#messages.ts";
import { demoNow, demoParley, fromAdministrator } from "../demo-company.ts";

type MessageFormatElement = ReturnType<IntlMessageFormat["getAst"]>[number];

const commands = await discover<Command>(new URL("../../commands/", import.meta.url));
const locales: readonly Locale[] = ["en", "zh"];

let demo: Awaited<ReturnType<typeof demoParley>>;
beforeAll(async () => {
  demo = await demoParley();
});
afterAll(() => demo.close());

function ask(text: string, locale: Locale, draw: boolean): Promise<Outcome> {
  return demo.parley.dispatch(fromAdministrator(text, { locale, shared: true, draw }));
}

/** Names of a message's arguments, wherever they stand in it. */
function argumentsOf(message: string): string[] {
  const names = (parts: readonly MessageFormatElement[]): string[] =>
    parts.flatMap((part) => {
      const own = "value" in part && part.type !== 0 && typeof part.value === "string" ? [part.value] : [];
      const nested = "options" in part ? Object.values(part.options).flatMap((option) => names(option.value)) : [];
      return [...own, ...nested];
    });
  return names(new IntlMessageFormat(message, "en").getAst());
}

/** Chinese text may name products, formulas and commands in Latin letters, but no English sentence. */
const english = /\b(the|of|and|is|are|with|customers?|revenue|orders?|deals?|period)\b/i;

describe.each([...commands])("/%s", (name, command) => {
  it("has the same texts in both languages, with the same arguments", () => {
    expect(Object.keys(command.messages.zh).sort()).toEqual(Object.keys(command.messages.en).sort());
    for (const [key, text] of Object.entries(command.messages.zh)) {
      const known = argumentsOf(command.messages.en[key] ?? "");
      for (const argument of argumentsOf(text)) expect(known, `${key} in Chinese`).toContain(argument);
    }
  });

  // Only the first is drawn, since drawing is most of the time: `every-example.long.test.ts` draws them all.
  const asked = command.examples.flatMap((example, index) =>
    locales.map((locale) => [example[locale], locale, index === 0] as const),
  );
  it.each(asked)("answers its example %s (%s) on the demo company", async (text, locale, draw) => {
    const { answer, question } = await ask(text, locale, draw);
    expect(answer.error, answer.headline).toBeUndefined();
    expect(question?.command).toBe(name);
    expect(answer.headline.length).toBeGreaterThan(4);
    expect(answer.result).toBeTypeOf("object");
    if (command.narrows !== null) {
      if (answer.alt !== undefined) {
        if (draw) expect(answer.image?.png.byteLength).toBeGreaterThan(10_000);
        expect(answer.alt).toMatch(/\d/);
      }
      expect(answer.context).toMatch(/20\d\d/);
      expect(answer.footnotes?.join(" ")).toMatch(/demo company/i);
    }
    expect((answer.insights ?? []).length).toBeLessThanOrEqual(command.narrows === null ? 99 : 3);
    expect((answer.actions ?? []).length).toBeLessThanOrEqual(3);
    for (const button of answer.buttons) expect(button.value.length).toBeLessThan(2000);
    if (locale === "zh" && command.narrows !== null) {
      const texts = [
        answer.headline,
        answer.context,
        ...(answer.insights ?? []),
        ...(answer.actions ?? []),
        ...(answer.footnotes ?? []),
      ];
      for (const said of texts) expect(said).not.toMatch(english);
    }
  });

  it("says the same when its understood text is asked again", async () => {
    const first = await ask(command.examples[0].en, "en", false);
    const again = await ask(first.question?.text ?? "", "en", false);
    expect(again.question?.text).toBe(first.question?.text);
    expect(again.answer.result).toEqual(first.answer.result);
  });

  if (command.narrows === null) return;
  it("has an explicit empty state for a time without data", async () => {
    const { answer } = await ask(`/${name} 2001`, "en", true);
    expect(answer.error).toBeUndefined();
    expect(answer.empty).toBe(true);
    expect(answer.actions?.length).toBeGreaterThan(0);
    expect(answer.image?.png.byteLength).toBeGreaterThan(5_000);
  });

  it("offers buttons that are all understood", async () => {
    const { answer } = await ask(`/${name}`, "zh", false);
    expect(answer.buttons.map(({ action }) => action)).toContain("explain");
    const now = { now: demoNow, deadline: AbortSignal.timeout(30_000) };
    for (const { value } of answer.buttons) {
      const { command: asked } = await comprehend({ text: value, locale: "zh" }, administrator, now, demo.parley.parts);
      expect([...commands.keys()], value).toContain(asked);
    }
  });

  it("shows a representative nothing of anybody else's", async () => {
    const { readOwners } = await import("#access/directory.ts");
    const { recognise } = await import("#access/asker.ts");
    const owners = await readOwners(demo.parley.parts.store);
    const managers = new Set(owners.map((owner) => owner.managerKey));
    const rep = owners.find((owner) => owner.active && owner.managerKey !== null && !managers.has(owner.key));
    if (rep === undefined) throw new Error("the demo company has representatives");
    const rules = { access: "tree", administrators: [], fictional: false } as const;
    const asker = recognise({ id: "x", email: rep.email ?? "" }, "test", owners, rules);
    const own = await demo.parley.dispatch({
      text: `/${name}`,
      action: "ask",
      locale: "zh",
      platform: "test",
      userId: "rep",
      place: "test",
      shared: true,
      identify: async () => asker,
      full: true,
      draw: false,
    });
    expect(own.answer.error).toBeUndefined();
    const said = JSON.stringify({ ...own.answer, image: null });
    for (const other of owners)
      if (other.key !== rep.key && other.name !== rep.name) expect(said).not.toContain(other.name);
  });
});
