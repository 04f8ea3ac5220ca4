import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Parley } from "#parley.ts";
import { demoParley, fromAdministrator, openIn } from "../demo-company.ts";

let folder: string;
let files: string;
beforeAll(async () => {
  const { dataDir, close } = await demoParley({}, undefined, { keep: true });
  await close();
  folder = dataDir;
  files = await mkdtemp(join(tmpdir(), "parley-files-"));
  await mkdir(files, { recursive: true });
  await writeFile(
    join(files, "orders.csv"),
    "id,account_id,ordered_at,net,region\n1,华星,2026-11-02T10:00:00Z,100,华东\n2,Acme,2026-11-03T10:00:00Z,50,North\n",
  );
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  await rm(files, { recursive: true, force: true });
});

async function revenue(parley: Parley): Promise<unknown> {
  await parley.bringUpToDate();
  const { answer } = await parley.dispatch(fromAdministrator("/sales last30d"));
  await parley.close();
  return (answer.result.totals as { revenue: number }).revenue;
}

describe("one data folder, several sources", () => {
  it("never mixes their rows, whichever was asked before", async () => {
    const csv = { CRM: "csv", CRM_CSV_DIR: files, BUSINESS_TIMEZONE: "Asia/Shanghai" };
    const demo = await revenue(await openIn(folder));
    expect(await revenue(await openIn(folder, csv))).toBe(150);
    expect(await revenue(await openIn(folder))).toBe(demo);
    expect(await revenue(await openIn(folder, csv))).toBe(150);
  });

  it("sees a changed file at the next question, and counts its rows once", async () => {
    const csv = { CRM: "csv", CRM_CSV_DIR: files, BUSINESS_TIMEZONE: "Asia/Shanghai" };
    await writeFile(
      join(files, "orders.csv"),
      "id,account_id,ordered_at,net\n1,华星,2026-11-02T10:00:00Z,100\n3,华星,2026-11-04T10:00:00Z,7.5\n",
    );
    expect(await revenue(await openIn(folder, csv))).toBe(107.5);
    expect(await revenue(await openIn(folder, csv))).toBe(107.5);
  });
});
