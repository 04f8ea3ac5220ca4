import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Command } from "#command.ts";
import { discover } from "#discover.ts";
import { demoParley, fromAdministrator } from "../demo-company.ts";

const commands = await discover<Command>(new URL("../../commands/", import.meta.url));

let demo: Awaited<ReturnType<typeof demoParley>>;
beforeAll(async () => {
  demo = await demoParley();
});
afterAll(() => demo.close());

describe.each([...commands])("/%s", (name, { examples, narrows }) => {
  const asked = examples.flatMap((example) =>
    (["en", "zh"] as const).map((locale) => [example[locale], locale] as const),
  );
  test.each(asked)("draws %s (%s)", async (text, locale) => {
    const { answer } = await demo.parley.dispatch(fromAdministrator(text, { locale, shared: true, draw: true }));
    expect(answer.error).toBeUndefined();
    if (narrows !== null && answer.alt !== undefined) expect(answer.image?.png.byteLength).toBeGreaterThan(10_000);
  });

  test("answers whichever button is pressed", async () => {
    const ask = async (text: string) =>
      (await demo.parley.dispatch(fromAdministrator(text, { locale: "zh", shared: true }))).answer;
    for (const { value, action } of (await ask(`/${name}`)).buttons) {
      expect((await ask(value)).error, `${action} ${value}`).toBeUndefined();
    }
  });
});
