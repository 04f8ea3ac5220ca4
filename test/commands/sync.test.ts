import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { administrator } from "#access/asker.ts";
import { readConfig } from "#config.ts";
import { type Connector, defineConnector } from "#connector.ts";
import { SourceError } from "#errors.ts";
import { createLog } from "#log.ts";
import { openParley, type Parley } from "#parley.ts";
import { discoverUnits } from "#units.ts";
import { fromAdministrator } from "../demo-company.ts";

let now = new Date("2026-11-22T06:00:00Z");
let listed = 40;
let refused = false;
/** Lets reading go on. */
let open: (() => void) | null = null;
const gate = { closed: false };

/** Forty accounts, of which the source lists as many as it likes. */
const connector = defineConnector({
  title: "Corner shop",
  config: z.object({}),
  capabilities: { reads: "increments", deletes: "sweep", stageHistory: "none", writes: false },
  async open() {
    return {
      tables: ["accounts"],
      check: async () => [],
      fingerprint: async () => null,
      count: async () => 40_000,
      async *read(table, { lo }) {
        if (refused) throw new SourceError("shop", "the shop is shut", { kind: "auth" });
        const rows = Array.from({ length: 40 }, (_, index) => ({ id: `a${index}`, name: `Account ${index}` }));
        yield { table, rows: lo === null ? rows.slice(0, 20) : [], next: "20" };
        if (gate.closed) await new Promise<void>((resolve) => (open = resolve));
        yield { table, rows: lo === null ? rows.slice(20) : [], next: null };
      },
      async *listIds() {
        yield Array.from({ length: listed }, (_, index) => `a${index}`);
      },
      close: async () => {},
    };
  },
});

let parley: Parley;
let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "parley-sync-command-"));
  const units = { ...(await discoverUnits()), connectors: new Map<string, Connector>([["shop", connector]]) };
  const environment = {
    DATA_DIR: dataDir,
    CRM: "shop",
    BUSINESS_TIMEZONE: "Asia/Shanghai",
    SYNC_SCHEDULE: "0 * * * *",
  };
  parley = await openParley(readConfig(environment), environment, createLog("silent"), { units, clock: () => now });
});
afterAll(async () => {
  await parley.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function ask(text: string, locale: "en" | "zh" = "en") {
  const { answer } = await parley.dispatch(fromAdministrator(text, { locale }));
  return { ...answer, all: JSON.stringify(answer) };
}

test("says that nothing was synced yet, begins a sync, and tells how far it is", async () => {
  expect((await ask("/sync")).headline).toBe("Corner shop: nothing has been synced yet");
  gate.closed = true;
  expect((await ask("/sync now")).headline).toBe("The sync begins now; /sync shows how far it is");
  await expect.poll(() => open).not.toBeNull();
  expect((await ask("/sync")).headline).toBe("Corner shop: the first sync is under way");
  expect((await ask("/同步", "zh")).headline).toBe("Corner shop：正在进行首次同步");
  expect((await ask("/admin")).all).toContain("under way");
  gate.closed = false;
  open?.();
  await parley.syncing.settled();
  const { headline, all, result } = await ask("/sync");
  expect(headline).toMatch(/^Corner shop: up to date as of /);
  expect(all).toContain("Next look at 22 Nov, 15:00");
  expect(result).toMatchObject({ tables: [{ table: "accounts", rows: 40, held: null }], running: false });
});

test("names what is gone, and deletes it when an administrator confirms it", async () => {
  now = new Date(now.getTime() + 25 * 3_600_000);
  listed = 10;
  await parley.bringUpToDate({ force: true });
  expect((await ask("/sync")).all).toContain("lists 30 rows of accounts no longer");
  expect((await ask("/同步", "zh")).all).toContain("accounts的30行");
  expect((await ask("/sync confirm orders")).error?.code).toBe("bad_option");
  expect(parley.parts.store.freshness()?.rows.accounts).toBe(40);
  expect((await ask("/同步 确认 accounts", "zh")).headline).toContain("30行accounts");
  await parley.syncing.settled();
  expect(parley.parts.store.freshness()?.rows.accounts).toBe(10);
  expect((await ask("/sync")).result).toMatchObject({ tables: [{ table: "accounts", rows: 10, held: null }] });
});

test("says why the last sync failed", async () => {
  refused = true;
  now = new Date(now.getTime() + 3_600_000);
  await ask("/同步 现在", "zh");
  await parley.syncing.settled();
  const { headline, all } = await ask("/sync");
  expect(headline).toMatch(/^Corner shop: the last sync failed; the data are as of /);
  expect(all).toContain("the shop is shut");
  refused = false;
});

test("is for administrators, and knows what it cannot do", async () => {
  expect((await ask("/sync everything twice")).error?.code).toBe("bad_option");
  const { answer } = await parley.dispatch(
    fromAdministrator("/sync", { identify: async () => ({ ...administrator, role: "representative" }) }),
  );
  expect(JSON.stringify(answer)).not.toContain("accounts");
});
