import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readConfig } from "#config.ts";
import { createHost, summarise } from "#host.ts";
import { createLog } from "#log.ts";
import { openParley, type Parley } from "#parley.ts";
import { discoverUnits } from "#units.ts";
import slack from "../../src/platforms/slack/index.ts";
import { fromAdministrator } from "../demo-company.ts";

/** The code of a unit as CONTRIBUTING.md shows it: what newcomers copy must run. */
function shown(guide: string, path: string): string {
  const code = guide
    .split("```ts\n")
    .find((block) => block.startsWith(`// ${path}`))
    ?.split("```")[0];
  if (code === undefined) throw new Error(`CONTRIBUTING.md shows ${path}`);
  return code;
}

let parley: Parley;
let added: string;
let dataDir: string;
beforeAll(async () => {
  // Inside the repository, so that the new files may import #command.ts as any unit does.
  added = await mkdtemp(join(import.meta.dirname, ".added-"));
  dataDir = await mkdtemp(join(tmpdir(), "parley-added-"));
  const guide = await readFile(new URL("../../CONTRIBUTING.md", import.meta.url), "utf8");
  await mkdir(join(added, "commands"));
  await writeFile(join(added, "commands", "orders.ts"), shown(guide, "commands/orders.ts"));
  await writeFile(join(added, "commands", "help.ts"), `export { default } from "../../../../commands/help.ts";`);
  await mkdir(join(added, "connectors", "shop"), { recursive: true });
  await writeFile(join(added, "connectors", "shop", "index.ts"), shown(guide, "src/connectors/shop/index.ts"));
  await mkdir(join(added, "platforms", "hook"), { recursive: true });
  await writeFile(join(added, "platforms", "hook", "index.ts"), shown(guide, "src/platforms/hook/index.ts"));
  const folder = (name: string): URL => pathToFileURL(`${join(added, name)}/`);
  const units = await discoverUnits({
    commands: folder("commands"),
    connectors: folder("connectors"),
    platforms: folder("platforms"),
  });
  const environment = {
    DATA_DIR: dataDir,
    CRM: "shop",
    BUSINESS_TIMEZONE: "Asia/Shanghai",
    ADMINS: "anna@example.com",
  };
  const clock = (): Date => new Date("2026-11-22T06:00:00Z");
  parley = await openParley(readConfig(environment), environment, createLog("silent"), { units, clock });
  await parley.bringUpToDate();
});
afterAll(async () => {
  await parley.close();
  await rm(added, { recursive: true, force: true });
  await rm(dataDir, { recursive: true, force: true });
});

const ask = (text: string, locale: "en" | "zh") => parley.dispatch(fromAdministrator(text, { locale, draw: true }));

describe("a command file and a connector folder, added with no other edit", () => {
  it("answers from the new CRM, in both languages, with the whole grammar", async () => {
    expect((await ask("/orders last30d", "en")).answer.headline).toBe("3 orders came in");
    expect((await ask("/orders 近30天 区域=华东", "zh")).answer.headline).toBe("共 2 笔订单");
    expect((await ask("近30天的订单数", "zh")).question?.text).toMatch(/^\/orders last30d/);
  });

  it("groups, filters and draws", async () => {
    const { answer } = await ask("/orders last30d by region", "en");
    expect(answer.result).toMatchObject({
      groups: [
        { part: "华东", orders: 2 },
        { part: "海外", orders: 1 },
      ],
    });
    expect(answer.image?.png.byteLength).toBeGreaterThan(5_000);
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

  it("answers over the new platform, and survives what it cannot read", async () => {
    const platform = parley.units.platforms.get("hook");
    if (platform === undefined) throw new Error("the platform was found");
    const port = 38_951;
    const connection = await platform.start(platform.config.parse({ HOOK_PORT: port }), createHost("hook", parley));
    const post = (body: string) => fetch(`http://127.0.0.1:${port}`, { method: "POST", body });
    const asked = JSON.stringify({ id: "1", email: "anna@example.com", text: "/orders last30d" });
    expect((await post("{")).status).toBe(400);
    expect(await (await post(asked)).json()).toMatchObject({ headline: "3 orders came in" });
    expect(await (await post(asked)).json()).toMatchObject({ headline: null });
    const stranger = JSON.stringify({ id: "2", email: "x@example.com", text: "/orders last30d" });
    expect(await (await post(stranger)).text()).not.toContain("orders came in");
    await connection.stop();
  });
});
