import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Command } from "#command.ts";
import { discover } from "#discover.ts";
import { dimensions } from "#model/dimensions.ts";
import { demoParley, fromAdministrator } from "../demo-company.ts";

const commands = await discover<Command>(new URL("../../commands/", import.meta.url));

let demo: Awaited<ReturnType<typeof demoParley>>;
beforeAll(async () => {
  demo = await demoParley();
});
afterAll(() => demo.close());

/** What shows every stage, or sums over whole orders, says so when asked for one stage or a line's discount. */
const refused = new Set(["funnel stage", "pipeline stage", "pareto discount_band", "segment discount_band"]);

describe.each([...commands])("/%s", (name, { examples, narrows, subject }) => {
  const asked = examples.flatMap((example) =>
    (["en", "zh"] as const).map((locale) => [example[locale], locale] as const),
  );
  test.each(asked)("draws %s (%s)", async (text, locale) => {
    const { answer } = await demo.parley.dispatch(fromAdministrator(text, { locale, shared: true, draw: true }));
    expect(answer.error).toBeUndefined();
    if (narrows !== null && answer.alt !== undefined) expect(answer.image?.png.byteLength).toBeGreaterThan(10_000);
  });

  test("can be narrowed by whatever its help names", async () => {
    for (const { name: dimension, on } of dimensions) {
      const table = [narrows ?? []].flat().find((one) => on[one] !== undefined);
      if (table === undefined || refused.has(`${name} ${dimension}`)) continue;
      const view = demo.parley.parts.store.view({ owners: null, filters: [], by: [dimension] });
      const query = `SELECT min(${table}.group_1) AS value FROM ${table} WHERE ${table}.group_1 <> ''`;
      const [found] = await view.select(query, {}, { value: "text?" });
      if (typeof found?.value !== "string") continue;
      const text = examples[0].en.startsWith(`/${name} `) && subject === "required" ? examples[0].en : `/${name}`;
      const { answer } = await demo.parley.dispatch(fromAdministrator(`${text} ${dimension}="${found.value}"`));
      expect(answer.error?.code, `${text} ${dimension}="${found.value}"`).toBeOneOf([undefined, "empty", "no_data"]);
    }
  });

  test("answers whichever button is pressed", async () => {
    const ask = async (text: string) =>
      (await demo.parley.dispatch(fromAdministrator(text, { locale: "zh", shared: true }))).answer;
    for (const { value, action } of (await ask(`/${name}`)).buttons) {
      expect((await ask(value)).error, `${action} ${value}`).toBeUndefined();
    }
  });
});
