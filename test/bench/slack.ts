import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { signed, startSlack } from "../platforms/slack/slack-server.ts";
import { startChild } from "./child.ts";
import { type Figure, quantile } from "./figures.ts";
import { unfiltered } from "./questions.ts";
import { openRig } from "./rig.ts";

const secret = "bench-signing-secret";
const people = 20;
const rounds = 5;

/** Peak resident memory of a process in MB, as the kernel counts it. */
async function peakMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024;
}

/** Twenty people ask at once in Slack: how soon each is acknowledged, and answered with a picture. */
export async function overSlack(): Promise<Figure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), "parley-bench-"));
  const server = await startSlack();
  const port = 3950;
  try {
    const rig = await openRig({ DATA_DIR: dataDir });
    await rig.parley.bringUpToDate();
    await rig.close();
    const child = await startChild({
      DATA_DIR: dataDir,
      PLAYGROUND: "off",
      DELIVER: "weekly-digest@slack:#sales",
      SLACK_BOT_TOKEN: server.botToken,
      SLACK_SIGNING_SECRET: secret,
      SLACK_PORT: String(port),
      SLACK_API_URL: server.apiUrl,
    });
    const acknowledged: number[] = [];
    const answered: number[] = [];
    for (let round = 0; round <= rounds; round++) {
      const before = server.responses.length;
      const from = performance.now();
      const sent = Array.from({ length: people }, async (_, person) => {
        const [command = "", ...words] = (unfiltered[(person + round) % unfiltered.length] ?? "/rfm").split(" ");
        const body = new URLSearchParams({
          team_id: "T000000001",
          channel_id: server.channel("sales"),
          user_id: server.user("dana"),
          command,
          text: words.join(" "),
          api_app_id: "A1",
          is_enterprise_install: "false",
          response_url: server.responseUrl(),
          trigger_id: `bench.${round}.${person}`,
        });
        const { ms, status } = await signed(port, secret, body.toString(), "application/x-www-form-urlencoded");
        if (status !== 200) throw new Error(`acknowledged with ${status}`);
        return ms;
      });
      const acks = await Promise.all(sent);
      await server.until(() => server.responses.length >= before + people);
      if (round === 0) continue;
      acknowledged.push(...acks);
      answered.push(performance.now() - from);
    }
    const memory = await peakMemory(child.pid);
    await child.stop();
    return [
      { what: "Slack: acknowledgement p99, 20 at once", value: quantile(acknowledged, 0.99), unit: "ms", limit: 200 },
      {
        what: "Slack: all 20 answered with picture, median",
        value: quantile(answered, 0.5) / 1000,
        unit: "s",
        limit: null,
      },
      { what: "Slack: peak memory of npm start on existing demo data", value: memory, unit: "MB", limit: 600 },
    ];
  } finally {
    await server.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}
