import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Figure } from "./figures.ts";
import { openRig } from "./rig.ts";

const rows = 1_000_000;

/** One million orders from a CSV file, through the whole CSV contract, into the embedded store. */
export async function loading(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), "parley-csv-"));
  try {
    const file = await open(join(folder, "orders.csv"), "w");
    let text = "id,account_id,ordered_at,net,channel,region\n";
    for (let index = 0; index < rows; index++) {
      const day = new Date(Date.UTC(2024, 0, 1) + ((index * 7919) % (730 * 1440)) * 60_000).toISOString();
      text += `o${index},a${(index * 31) % 100_000},${day},${(index % 9973) / 7},web${index % 5},r${index % 8}\n`;
      if (text.length > 1e6) {
        await file.write(text);
        text = "";
      }
    }
    await file.write(text);
    await file.close();
    const rig = await openRig({ CRM: "csv", CRM_CSV_DIR: folder });
    const report = await rig.parley.bringUpToDate();
    await rig.close();
    const seconds = report?.seconds ?? Number.NaN;
    return [
      { what: "CSV: 1M orders, 100k accounts, file to answers", value: seconds, unit: "s", limit: 10 },
      { what: "CSV: peak memory of that load", value: process.resourceUsage().maxRSS / 1024, unit: "MB", limit: null },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
