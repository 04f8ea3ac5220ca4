import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfig } from "#config.ts";
import { findRunning } from "#local/client.ts";
import { settingsDigest } from "#local/settings.ts";
import { startChild } from "./child.ts";
import { type Figure, quantile } from "./figures.ts";
import { openRig } from "./rig.ts";

/** `npm start` on existing data: process start to the first answer with its picture. */
export async function starting(): Promise<Figure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), "parley-bench-"));
  const environment = { DATA_DIR: dataDir };
  try {
    const rig = await openRig(environment);
    await rig.parley.bringUpToDate();
    await rig.close();
    const times: number[] = [];
    for (let run = 0; run < 5; run++) {
      const from = performance.now();
      const child = await startChild({ ...environment, PLAYGROUND_PORT: String(3900 + run) });
      const running = await findRunning(dataDir, settingsDigest(readConfig(environment), environment, []));
      if (running === null) throw new Error("the process does not answer");
      await running.call("ask", { text: "/rfm last90d", locale: "en", full: false, draw: true });
      times.push((performance.now() - from) / 1000);
      await child.stop();
    }
    const what = "npm start on existing data to the first answer with picture, median";
    return [{ what, value: quantile(times, 0.5), unit: "s", limit: 3 }];
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}
