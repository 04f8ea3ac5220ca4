import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { verbAlone } from "./verb-alone.ts";
import { verbHere } from "./verb-here.ts";

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "parley-terminal-"));
  await cp(inject("demoDataDir"), dataDir, { recursive: true });
  // Made for the demo company's fixed day: brought up to today's once, so that no process of these has to.
  await run(["sync"]);
}, 120_000);
afterAll(() => rm(dataDir, { recursive: true, force: true }));

/** In a process of its own. */
const run = (words: readonly string[], environment: Record<string, string> = {}) =>
  verbAlone(words, { DATA_DIR: dataDir, ...environment });

/** In this process, which is spared loading everything: what the process adds is its start, and its status. */
function runHere(words: readonly string[], environment: Record<string, string> = {}) {
  return verbHere(words, { DATA_DIR: dataDir, ...environment });
}

describe("npm run ask", () => {
  it("prints exactly one JSON object, with the contract's fields", async () => {
    const { status, stdout } = await run(["ask", "/sales last90d by region", "--json", "--lang", "zh"]);
    expect(status).toBe(0);
    expect(stdout.trim().split("\n")).toHaveLength(1);
    const json = JSON.parse(stdout);
    expect(json).toMatchObject({
      ok: true,
      command: "sales",
      args: { by: ["region"] },
      locale: "zh",
      freshness: { source: "demo" },
    });
    expect(Object.keys(json.reply)).toEqual(
      expect.arrayContaining(["headline", "context", "insights", "actions", "footnotes", "table", "alt"]),
    );
    expect(json.period.from < json.period.to).toBe(true);
    expect(json.asOf).toMatch(/^\d{4}-\d{2}-\d{2}$/);
    expect(json.timings_ms.total).toBeGreaterThan(0);
  });

  it("lifts the caps of result with --full, and drains a long answer through a pipe", async () => {
    const short = JSON.parse((await runHere(["ask", "/rfm", "--json"])).stdout);
    const { stdout } = await run(["ask", "/rfm", "--json", "--full"]);
    const full = JSON.parse(stdout);
    expect(stdout.length).toBeGreaterThan(65_536);
    expect(full.result.customers).toHaveLength(full.result.n);
    expect(short.result.customers.length).toBeLessThan(full.result.n);
  });

  it("writes the picture", async () => {
    const png = join(dataDir, "out.png");
    await runHere(["ask", "/funnel last quarter", "--png", png]);
    expect(await sharp(await readFile(png)).metadata()).toMatchObject({ format: "png", width: 1680, hasAlpha: false });
  });

  it("answers in text, for people", async () => {
    const { stdout, status } = await runHere(["ask", "上季度的漏斗", "--lang", "zh"]);
    expect(status).toBe(0);
    expect(stdout).toContain("/funnel");
  });

  it.each([
    [["ask", "/sales Q9", "--json"], 2, "bad_period"],
    [["ask", "tell me a joke", "--json"], 2, "not_understood"],
    [["ask", "/sales", "--as", "nobody@example.com", "--json"], 2, "unknown_user"],
    [["ask", "--json"], 2, "usage"],
    [["ask", "/sales", "--as-of", "yesterday", "--json"], 2, "usage"],
    [["ask", "/sales", "--as-of", "2026-02-31", "--json"], 2, "usage"],
    [["ask", "/sales", "--lang", "de", "--json"], 2, "usage"],
  ])("refuses %j with status %i and %s", async (words, status, code) => {
    const ran = await runHere(words as string[]);
    expect(ran.status).toBe(status);
    expect(JSON.parse(ran.stdout)).toMatchObject({ ok: false, error: { code } });
  });

  it("ends the process with the status of the refusal", async () => {
    const { status, stdout } = await run(["ask", "/sales", "--lang", "de", "--json"]);
    expect(status).toBe(2);
    expect(JSON.parse(stdout)).toMatchObject({ ok: false, error: { code: "usage" } });
  });

  it("names the variable of a wrong configuration", async () => {
    const { status, stderr } = await run(["ask", "/sales"], { BUSINESS_TIMEZONE: "Mars/Base" });
    expect(status).toBe(2);
    expect(stderr).toContain("BUSINESS_TIMEZONE");
    const unknown = await runHere(["ask", "/sales", "--json"], { CRM: "sap" });
    expect(unknown.status).toBe(2);
    expect(JSON.parse(unknown.stdout).error.hint).toContain("csv");
  });
});

describe("the other verbs", () => {
  it("doctor finds nothing to mend on the demo company", async () => {
    const { status, stdout } = await runHere(["doctor"], { PLAYGROUND_PORT: "38918" });
    expect(stdout).not.toContain("MEND");
    expect(status).toBe(0);
  });

  it("doctor says what to mend about a half-configured Slack", async () => {
    const { status, stdout } = await runHere(["doctor"], { SLACK_BOT_TOKEN: "xoxb-1" });
    expect(status).toBe(1);
    expect(stdout).toContain("SLACK_APP_TOKEN");
  });

  it("manifest prints what Slack takes", async () => {
    const manifest = JSON.parse((await runHere(["manifest"])).stdout);
    expect(manifest.features.slash_commands.length).toBeLessThanOrEqual(50);
    expect(manifest.features.slash_commands.map(({ command }: { command: string }) => command)).toContain("/rfm");
  });

  it("job says when, to whom and what", async () => {
    const { status, stdout } = await runHere(["job", "weekly-digest", "--dry-run", "--lang", "zh"]);
    expect(status).toBe(0);
    expect(stdout.match(/09:00/g)?.length).toBeGreaterThanOrEqual(5);
    expect(stdout).toContain("playground:#management");
  }, 90_000);

  it("sync --dry-run changes nothing and says what would load", async () => {
    const folder = await mkdtemp(join(tmpdir(), "parley-orders-"));
    await writeFile(join(folder, "orders.csv"), "id,account_id,ordered_at,net\n1,a,2026-01-05,10\n2,b,2026-01-06,20\n");
    const { status, stdout } = await runHere(["sync", "--dry-run"], { CRM: "csv", CRM_CSV_DIR: folder });
    expect(status).toBe(0);
    expect(stdout).toMatch(/orders\s+2/);
    const asked = await runHere(["ask", "/sales 2026", "--json"]);
    expect(JSON.parse(asked.stdout).freshness).toMatchObject({ source: "demo" });
    await rm(folder, { recursive: true });
  });
});
