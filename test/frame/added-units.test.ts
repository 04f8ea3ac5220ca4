import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { administrator } from "#access/asker.ts";
import { readConfig } from "#config.ts";
import { summarise } from "#host.ts";
import { createLog } from "#log.ts";
import { discoverUnits, openParley, type Parley } from "#parley.ts";
import slack from "../../src/platforms/slack/index.ts";

/** The connector that a newcomer would write first: two tables, rows in the model's words. */
const connector = `
import { z } from "zod";
import { defineConnector } from "#connector.ts";

export default defineConnector({
  title: "Corner shop",
  config: z.object({}),
  capabilities: { reads: "everything", deletes: "none", stageHistory: "none", writes: false },
  async open() {
    return {
      tables: ["accounts", "orders"],
      check: async () => [{ ok: true, what: "the shop is open" }],
      fingerprint: async () => "1",
      async *read(table) {
        const accounts = [{ id: "c1", name: "华星科技", region: "华东" }, { id: "c2", name: "Acme", region: "海外" }];
        const orders = [1, 2, 3].map((day) => ({
          id: "o" + day, account_id: day === 3 ? "c2" : "c1", ordered_at: "2026-11-0" + day + "T09:00:00Z", net: 100 * day,
        }));
        yield { table, rows: table === "accounts" ? accounts : orders, next: null };
      },
      close: async () => {},
    };
  },
});
`;

let parley: Parley;
let added: string;
let dataDir: string;
beforeAll(async () => {
  // Inside the repository, so that the new files may import #command.ts as any unit does.
  added = await mkdtemp(join(import.meta.dirname, ".added-"));
  dataDir = await mkdtemp(join(tmpdir(), "parley-added-"));
  const guide = await readFile(new URL("../../CONTRIBUTING.md", import.meta.url), "utf8");
  const example = /```ts\n(\/\/ commands\/orders\.ts[\s\S]*?)```/.exec(guide)?.[1];
  if (example === undefined) throw new Error("CONTRIBUTING.md shows how to write a command");
  await mkdir(join(added, "commands"));
  await writeFile(join(added, "commands", "orders.ts"), example);
  await writeFile(join(added, "commands", "help.ts"), `export { default } from "../../../../commands/help.ts";`);
  await mkdir(join(added, "connectors", "shop"), { recursive: true });
  await writeFile(join(added, "connectors", "shop", "index.ts"), connector);
  const folder = (name: string): URL => pathToFileURL(`${join(added, name)}/`);
  const units = await discoverUnits({ commands: folder("commands"), connectors: folder("connectors") });
  const environment = { DATA_DIR: dataDir, CRM: "shop", BUSINESS_TIMEZONE: "Asia/Shanghai" };
  const clock = (): Date => new Date("2026-11-22T06:00:00Z");
  parley = await openParley(readConfig(environment), environment, createLog("silent"), { units, clock });
  await parley.bringUpToDate();
});
afterAll(async () => {
  await parley.close();
  await rm(added, { recursive: true, force: true });
  await rm(dataDir, { recursive: true, force: true });
});

const ask = (text: string, locale: "en" | "zh") =>
  parley.dispatch({
    text,
    action: "ask",
    locale,
    platform: "test",
    userId: "u",
    place: "p",
    shared: false,
    identify: async () => administrator,
    draw: true,
  });

describe("a command file and a connector folder, added with no other edit", () => {
  it("answers from the new CRM, in both languages, with the whole grammar", async () => {
    expect((await ask("/orders last30d", "en")).answer.headline).toBe("3 orders came in");
    expect((await ask("/orders 近30天 区域=华东", "zh")).answer.headline).toBe("共 2 笔订单");
    expect((await ask("近30天的订单数", "zh")).question?.text).toMatch(/^\/orders last30d/);
  });

  it("has its empty state drawn", async () => {
    const { answer } = await ask("/orders 2001", "zh");
    expect(answer.empty).toBe(true);
    expect(answer.image?.png.byteLength).toBeGreaterThan(5_000);
  });

  it("is in help, with its examples", async () => {
    const all = await ask("/help", "en");
    expect(JSON.stringify(all.answer)).toContain("/orders");
    const one = await ask("/help orders", "zh");
    expect(JSON.stringify(one.answer)).toContain("/orders 近30天");
  });

  it("is in the Slack manifest", () => {
    const manifest = JSON.stringify(slack.manifest?.(summarise(parley.units.commands), {}));
    expect(manifest).toContain('"/orders"');
  });
});
