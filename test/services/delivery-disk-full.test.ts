import { execFileSync } from "node:child_process";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Courier, startCourier } from "../delivery/couriers.ts";
import { type Api, startApi, webhookKey } from "../platforms/wecom/api-server.ts";

let api: Api;
let folder: string;
let courier: Courier | undefined;
beforeEach(async () => {
  api = await startApi();
  folder = await mkdtemp(join(tmpdir(), "parley-full-"));
});
afterEach(async () => {
  await courier?.end();
  await api.close();
  if (mounted) execFileSync("umount", [folder]);
  mounted = false;
  await rm(folder, { recursive: true, force: true });
});

let mounted = false;
/** A disk of its own, of so many megabytes; false where that takes rights that the machine does not give. */
function mount(megabytes: number): boolean {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m`, "tmpfs", folder], { stdio: "ignore" });
    mounted = true;
  } catch {
    mounted = false;
  }
  return mounted;
}

const minute = Math.floor(Date.now() / 60_000) * 60_000;
const hour = 3_600_000;
const start = () =>
  startCourier({
    environment: {
      ...{ DATA_DIR: folder, CRM: "csv", CRM_CSV_DIR: folder, BUSINESS_TIMEZONE: "UTC" },
      ...{ WECOM_WEBHOOKS: `#group=${webhookKey}`, WECOM_API_URL: api.url },
    },
    ...{ jobs: ["full"], targets: ["wecom:#group"], cron: "0 * * * *" },
    since: new Date(minute).toISOString(),
  });
const states = async (of: Courier): Promise<string[]> =>
  ((await of.ask<{ state: string }[]>("ledger")) ?? []).map(({ state }) => state);

test("a full disk: nothing is posted that cannot be written down, it says what to do, and goes on when there is room", async ({
  skip,
}) => {
  if (!mount(160)) skip("a disk of one's own takes the right to mount");
  courier = await start();
  const ballast = join(folder, "ballast");
  const fill = (): void =>
    execFileSync("sh", ["-c", `dd if=/dev/zero of=${ballast} bs=1M 2>/dev/null || true`]) as never;
  expect(await courier.ask("tick")).toEqual([]);
  fill();
  await courier.ask(`ahead ${hour}`);
  const [complaint] = (await courier.ask<string[]>("tick")) ?? [];
  expect(complaint).toMatch(/^deliveries wait.*is full.*nothing was written: Free at least 32 MB where DATA_DIR is/);
  expect(api.messages).toEqual([]);
  await rm(ballast);
  expect(await courier.ask("tick")).toEqual([]);
  expect(await states(courier)).toEqual(["sent"]);
  expect(api.messages).toHaveLength(1);

  // Full between the post and the ledger: it waits, and writes it down when there is room.
  api.gate.refuses = () => {
    fill();
    return null;
  };
  await courier.ask(`ahead ${hour}`);
  const ticking = courier.ask<string[]>("tick");
  await courier.complains(/how a delivery ended could not be written down.*is full/);
  await rm(ballast);
  await ticking;
  expect(await states(courier)).toEqual(["sent", "sent"]);
  expect(api.messages).toHaveLength(2);
});

test("a write that fails as if the disk were full, at the worst moment: restarted, nothing is posted twice", async () => {
  const doomed = await start();
  await doomed.ask("tick");
  const { size } = await stat(join(folder, "state.duckdb.wal"));
  // From the post on no file of the process may grow.
  api.gate.refuses = () => {
    execFileSync("prlimit", [`--fsize=${size}:${size}`, "--pid", String(doomed.process.pid)]);
    return null;
  };
  await doomed.ask(`ahead ${hour}`);
  await doomed.ask("tick");
  doomed.process.kill("SIGKILL");
  expect(api.messages).toHaveLength(1);
  api.gate.refuses = () => null;
  courier = await start();
  for (const ahead of [hour, 180_000, 60_000]) {
    await courier.ask(`ahead ${ahead}`);
    await courier.ask("tick");
  }
  expect(await states(courier)).toEqual(["unknown"]);
  expect(api.messages).toHaveLength(1);
});
