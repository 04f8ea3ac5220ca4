import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Command } from "#command.ts";
import type { Store } from "#store.ts";
import help from "../../commands/help.ts";
import retention from "../../commands/retention.ts";
import rfm from "../../commands/rfm.ts";
import { ask, companyOf } from "./ask-company.ts";

const commands = new Map<string, Command>(
  Object.entries({ help, retention, rfm } as unknown as Record<string, Command>),
);
let store: Store;
let close: () => Promise<void>;
beforeAll(async () => {
  ({ store, close } = await companyOf(async () => {}));
});
afterAll(() => close());

describe("/help", () => {
  it.each(["en", "zh"] as const)("reads well in %s", async (locale) => {
    for (const subject of ["", "rfm", "tour"]) {
      const { followUps: _, ...reply } = await ask(help, store, { locale, commands, subject });
      expect(reply).toMatchSnapshot();
    }
  });

  it("lists every command under one of the six groups", async () => {
    const { result, table } = await ask(help, store, { commands });
    expect((result.commands as { name: string }[]).map(({ name }) => name)).toEqual(["help", "retention", "rfm"]);
    const listed = table?.rows.map((row) => String(row.commands)).join(" ") ?? "";
    for (const name of commands.keys()) expect(listed).toContain(`/${name} `);
  });

  it("knows a command by any of its names and shows its examples", async () => {
    for (const subject of ["retention", "/Retention", "留存", "客户留存"]) {
      const { result } = await ask(help, store, { commands, subject, locale: "zh" });
      expect(result.commands).toMatchObject([{ name: "retention", examples: retention.examples.map(({ zh }) => zh) }]);
    }
  });

  it("names the nearest for what it does not know", async () => {
    await expect(ask(help, store, { commands, subject: "retenton" })).rejects.toMatchObject({
      code: "unknown_command",
      hint: expect.stringContaining("/help retention"),
    });
  });
});
