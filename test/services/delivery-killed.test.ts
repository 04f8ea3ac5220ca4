import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Errand } from "../delivery/courier.ts";
import { startCourier } from "../delivery/couriers.ts";
import { type SlackServer, startSlack } from "../platforms/slack/slack-server.ts";
import { type Api, startApi, webhookKey } from "../platforms/wecom/api-server.ts";

let slack: SlackServer;
let wecom: Api;
let folder: string;
beforeAll(async () => {
  [slack, wecom] = await Promise.all([startSlack(), startApi()]);
  folder = await mkdtemp(join(tmpdir(), "parley-killed-"));
});
afterAll(async () => {
  await Promise.all([slack?.close(), wecom?.close()]);
  await rm(folder, { recursive: true, force: true });
});

interface Row {
  readonly target: string;
  readonly state: string;
  readonly message: string | null;
}

/** One occurrence, due now, to one place, of a process that starts anew each time on the same data. */
function errandOf(name: string, target: string): Errand {
  const due = new Date(Math.floor(Date.now() / 60_000) * 60_000);
  const way: Errand["environment"] = target.startsWith("slack")
    ? {
        SLACK_BOT_TOKEN: slack.botToken,
        SLACK_SIGNING_SECRET: "a signing secret",
        SLACK_API_URL: slack.apiUrl,
        SLACK_PORT: "0",
      }
    : { WECOM_WEBHOOKS: `#group=${webhookKey}`, WECOM_API_URL: wecom.url };
  const dataDir = join(folder, name);
  return {
    environment: { ...way, DATA_DIR: dataDir, CRM: "csv", CRM_CSV_DIR: folder, BUSINESS_TIMEZONE: "UTC", ADMINS: "" },
    ...{ jobs: [name], targets: [target] },
    cron: `${due.getUTCMinutes()} ${due.getUTCHours()} ${due.getUTCDate()} ${due.getUTCMonth() + 1} *`,
    since: new Date(due.getTime() - 60_000).toISOString(),
  };
}

const seen = (name: string): number =>
  [...slack.board.messages, ...wecom.messages].filter(({ text }) => text.includes(name)).length;

/** A new process on what the killed one left, with minutes going by. */
async function restarted(errand: Errand): Promise<readonly Row[] | null> {
  const heir = await startCourier(errand);
  for (const ahead of [0, 180_000, 60_000, 60_000]) {
    await heir.ask(`ahead ${ahead}`);
    await heir.ask("tick");
  }
  const rows = await heir.ask<readonly Row[]>("ledger");
  await heir.end();
  return rows;
}

const cases = [
  { target: "slack:#sales", moment: "before", ends: "sent", often: 1 },
  { target: "slack:#sales", moment: "after", ends: "sent", often: 1 },
  { target: "wecom:#group", moment: "before", ends: "unknown", often: 0 },
  { target: "wecom:#group", moment: "after", ends: "unknown", often: 1 },
] as const;

test.each(cases)("kill -9 $moment the post to $target: restarted, it is $ends, seen $often times", async (one) => {
  const { target, moment, ends, often } = one;
  const name = `killed-${moment}-${target.slice(0, 5)}`;
  const errand = errandOf(name, target);
  const doomed = await startCourier({ ...errand, dies: { moment, nth: 1 } });
  expect(await doomed.ask("tick")).toBeNull();
  expect(doomed.process.signalCode).toBe("SIGKILL");
  expect(seen(name)).toBe(moment === "after" ? 1 : 0);
  expect(await restarted(errand)).toMatchObject([{ target, state: ends }]);
  expect(seen(name)).toBe(often);
  const posts = slack.calls.filter(({ method, body }) => method === "chat.postMessage" && body.text?.includes(name));
  if (target.startsWith("slack")) expect(posts).toHaveLength(1);
});

test.each(["slack:#sales", "wecom:#group"])("kill -9 after the ledger has it: %s gets nothing more", async (target) => {
  const name = `killed-written-${target.slice(0, 5)}`;
  const errand = errandOf(name, target);
  const doomed = await startCourier(errand);
  await doomed.ask("tick");
  const before = await doomed.ask<readonly Row[]>("ledger");
  doomed.process.kill("SIGKILL");
  expect(before).toMatchObject([{ target, state: "sent" }]);
  expect(await restarted(errand)).toEqual(before);
  expect(seen(name)).toBe(1);
});
