import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Command } from "#command.ts";
import { discover } from "#discover.ts";
import { appliesTo, dimensions } from "#model/dimensions.ts";
import { betrayed, difference, openTwins, type Twins, told } from "./twin-companies.ts";

const commands = await discover<Command>(new URL("../../commands/", import.meta.url));

let twins: Twins;
beforeAll(async () => {
  twins = await openTwins();
}, 120_000);
afterAll(() => twins.close());

/** Groupings by what belongs to a customer, an owner and a deal; the view's own test goes through all of them. */
const groupings = ["owner", "source"];

/** Ways to ask a command: its examples, the first in both languages, and by groups. */
function questionsOf(name: string, { examples, narrows, groupings: most = 1, subject }: Command): string[] {
  const asked = examples.flatMap(({ en, zh }, index) => (index === 0 ? [en, zh] : [index % 2 === 0 ? en : zh]));
  if (narrows === null || most === 0) return asked;
  const usable = dimensions.filter((one) => groupings.includes(one.name) && appliesTo(one, narrows));
  const [example = ""] = asked;
  const base = subject === "required" ? example : `/${name}`;
  return [...asked, ...usable.map((dimension) => `${base} by ${dimension.name}`)];
}

/** Asks both companies; whatever only the perturbed one knows is other people's. */
async function compare(question: Parameters<typeof told>[1]): Promise<void> {
  const { plain, taught, asker } = twins;
  const [one, two] = [await told(plain, question, asker), await told(taught, question, asker)];
  const failures = [one, two].flatMap(({ answer, logged }) => (answer.error === undefined ? [] : [logged]));
  expect(difference(one.said, two.said), `${question.text}: answer ${failures.join("\n")}`).toBe("");
  expect(difference(one.drawn, two.drawn), `${question.text}: picture`).toBe("");
  expect(betrayed(`${two.said}${two.drawn}${two.logged}`), question.text).toBe("");
}

describe.each([...commands])("/%s", (name, command) => {
  it("answers a representative alike, whatever other people's rows say", async () => {
    for (const [index, text] of questionsOf(name, command).entries()) {
      await compare({ text, locale: index % 2 === 0 ? "en" : "zh" });
    }
  }, 120_000);

  it("says nothing of other people's where models were learned from their rows", async () => {
    const { perturbed, asker } = twins;
    for (const { en } of command.examples.slice(0, 2)) {
      const { said, drawn, logged } = await told(perturbed, { text: en }, asker);
      expect(betrayed(`${said}${drawn}${logged}`), en).toBe("");
    }
  }, 120_000);

  it("puts none of them into files", async () => {
    const { en, zh } = command.examples[0];
    await compare({ text: `${en} csv` });
    await compare({ text: `${zh} xlsx`, locale: "zh" });
    await compare({ text: `${en} pptx` });
  }, 120_000);

  it("explains, shares, and fills forms without them", async () => {
    const { rep } = twins;
    const { en } = command.examples[0];
    await compare({ text: en, action: "explain" });
    await compare({ text: en, action: "edit" });
    await compare({ text: en, action: "share", audience: async () => ({ owners: [rep.key] }) });
    await compare({ text: en, action: "share", audience: async () => ({ owners: null }) });
    await compare({ text: "by owner", previous: async () => `/${name}` });
  }, 120_000);
});

it("does not tell other people's names from names that there are not", async () => {
  const { strangers, other, plain, asker } = twins;
  for (const name of strangers) {
    for (const text of [`/customer ${name}`, `/recommend ${name}`, `/churn ${name.slice(0, 2)}`])
      await compare({ text });
  }
  for (const text of [
    `/sales owner=${other.name}`,
    `/pipeline owner=${other.name.slice(0, 1)}`,
    `/team ${other.name}`,
  ]) {
    const { answer } = await told(plain, { text }, asker);
    expect(answer.error?.code, text).toMatch(/^(unknown_value|no_data|forbidden|not_understood|ambiguous)/);
    expect(JSON.stringify(answer).replaceAll(text, "").split(other.name).length, text).toBeLessThan(4);
  }
});
