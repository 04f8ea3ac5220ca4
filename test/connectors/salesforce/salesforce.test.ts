import { generateKeyPairSync } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Connector } from "#connector.ts";
import type { Api } from "#http/api.ts";
import type { TableName } from "#model/tables.ts";
import { jobDone } from "../../../src/connectors/salesforce/bulk.ts";
import salesforce from "../../../src/connectors/salesforce/index.ts";
import { openSource } from "../open-source.ts";
import { hangingUp } from "../stub/behaviours.ts";
import { fill } from "./rig.ts";
import { clientId, day, openSalesforce, type SalesforceStub, secret } from "./stub.ts";

describe("Salesforce", () => {
  let stub: SalesforceStub;
  let source: Awaited<ReturnType<typeof openSource>>;
  const now = (): Date => new Date(stub.records.now());
  const open = (environment: Record<string, string>) =>
    openSource(salesforce as unknown as Connector, {
      now,
      environment: { SALESFORCE_URL: stub.url, SALESFORCE_CLIENT_ID: clientId, ...environment },
    });
  const rows = async (table: TableName, lo: Date | null = new Date(0)): Promise<Record<string, unknown>[]> =>
    (await source.pages(table, { lo, hi: now() })).flatMap((page) => [...page.rows]);
  const asked = (path: string) => stub.requests.filter((request) => request.path.includes(path));
  beforeEach(async () => {
    stub = await openSalesforce();
    fill(stub);
    source = await open({ SALESFORCE_CLIENT_SECRET: secret });
  });
  afterEach(async () => {
    await source.close();
    await stub.close();
  });

  test("loads history by bulk jobs, and what changed by queries, to the same rows", async () => {
    for (const table of ["accounts", "opportunities", "tickets", "owners"] as const) {
      const byBulk = await rows(table, null);
      const jobs = asked("/jobs/query").length;
      const byQuery = await rows(table);
      expect(asked("/jobs/query").length).toBe(jobs);
      const texts = (all: Record<string, unknown>[]) =>
        all.map((row) =>
          Object.fromEntries(
            Object.entries(row).map(([name, value]) => [
              name,
              value === null ? null : String(value).replace("+00:00", "Z"),
            ]),
          ),
        );
      expect(texts(byBulk)).toEqual(texts(byQuery));
      expect(byBulk.length).toBeGreaterThan(3);
    }
    expect(asked("/jobs/query").length).toBeGreaterThan(10);
  });

  test("queries what the Bulk API does not know", async () => {
    expect(await rows("campaign_members", null)).toHaveLength(12);
  });

  test("tells which moves an opportunity made, not what else changed in it", async () => {
    const events = (await rows("opportunity_stage_events")).filter((row) => row.opportunity_id === "006000001");
    expect(new Set(events.map(({ id }) => id)).size).toBe(2);
    expect(events.slice(0, 2).map(({ from_stage_id, to_stage_id, seq }) => [from_stage_id, to_stage_id, seq])).toEqual([
      [null, "Prospecting", 1],
      ["Prospecting", "Negotiation", 2],
    ]);
  });

  test("reads stages, rates and the team of a user's role", async () => {
    expect((await rows("stages")).map(({ id, is_won, is_lost }) => [id, is_won, is_lost])).toEqual([
      ["Prospecting", false, false],
      ["Negotiation", false, false],
      ["Closed Won", true, false],
      ["Closed Lost", false, true],
    ]);
    expect(
      (await rows("fx_rates")).map(({ rate_on, from_currency, to_currency, rate }) => [
        rate_on,
        from_currency,
        to_currency,
        rate,
      ]),
    ).toEqual([
      ["1970-01-01", "USD", "EUR", 0.9],
      ["2026-01-01", "USD", "EUR", 0.92],
    ]);
    expect((await rows("owners")).map(({ team }) => team)).toEqual([null, "East", null, null]);
    stub.objects.delete("CurrencyType");
    const single = await open({ SALESFORCE_CLIENT_SECRET: secret });
    expect(await single.pages("fx_rates")).toEqual([]);
    await single.close();
  });

  test("asks only for fields that the user sees, and says which it does not", async () => {
    const [query] = asked("queryAll");
    expect(query).toBe(undefined);
    await rows("accounts");
    expect(asked("queryAll")[0]?.query.get("q")).not.toContain("NumberOfEmployees");
    const found = await source.check();
    expect(found.filter(({ ok }) => !ok)).toEqual([]);
    expect(found.map(({ what }) => what).join("\n")).toContain("without the fields Type, NumberOfEmployees");
  });

  test("tells merged accounts from deleted ones, by flag and by the feed of 15 days", async () => {
    stub.remove("Account", "001000001", "001000002");
    stub.remove("Account", "001000003");
    stub.records.pass(60_000);
    const pages = await source.pages("accounts", { lo: new Date(now().getTime() - day), hi: now() });
    expect(pages.flatMap(({ merged = [] }) => merged)).toEqual([{ id: "001000001", into: "001000002" }]);
    expect(pages.flatMap(({ deleted = [] }) => deleted)).toEqual(["001000003"]);
    const gone: string[] = [];
    const feed = await open({ SALESFORCE_CLIENT_SECRET: secret });
    for await (const ids of feed.deleted?.("accounts", new Date(0)) ?? []) gone.push(...ids);
    await feed.close();
    expect(gone).toEqual(["001000003"]);
  });

  test("leaves the company's last calls to others", async () => {
    stub.used = 4_001;
    await expect(rows("accounts")).rejects.toMatchObject({ kind: "quota" });
  });

  test("signs in as a user with a key, and says what is missing to sign in", async () => {
    const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const folder = await mkdtemp(join(tmpdir(), "parley-key-"));
    const file = join(folder, "key.pem");
    await writeFile(file, privateKey.export({ type: "pkcs8", format: "pem" }));
    stub.publicKey = publicKey.export({ type: "spki", format: "pem" }).toString();
    const user = { SALESFORCE_USERNAME: "parley@acme.test", SALESFORCE_KEY_FILE: file };
    const signed = await open(user);
    expect(await signed.pages("stages")).toHaveLength(1);
    await signed.close();
    await rm(folder, { recursive: true });
    await expect(open(user)).rejects.toThrow("SALESFORCE_KEY_FILE");
    await expect(open({})).rejects.toThrow("SALESFORCE_CLIENT_SECRET is not set");
  });

  test("writes a task for an account's owner once, and takes it back", async () => {
    const task = { accountId: "001000001", ownerId: "0051", title: "Call them", due: "2026-03-09" };
    const id = await source.createTask?.(task);
    const made = () => stub.records.all("Task").find((one) => one.id === id)?.fields;
    expect(made()).toMatchObject({
      Subject: "Call them",
      WhatId: "001000001",
      OwnerId: "0051",
      ActivityDate: "2026-03-09",
    });
    await source.undoTask?.(String(id));
    expect(made()).toMatchObject({ IsDeleted: true });
    const before = asked("/sobjects/Task").length;
    stub.use(hangingUp({ when: ({ method }) => method === "POST" }));
    await expect(source.createTask?.(task)).rejects.toMatchObject({ kind: "retryable" });
    expect(asked("/sobjects/Task").length).toBe(before + 1);
  });

  test("speaks HTTPS only", () => {
    const config = (address: string) =>
      salesforce.config.safeParse({ SALESFORCE_URL: address, SALESFORCE_CLIENT_ID: clientId }).success;
    expect([config("https://acme.my.salesforce.com"), config("http://acme.my.salesforce.com")]).toEqual([true, false]);
  });
});

describe("a bulk job", () => {
  const slept: number[] = [];
  const timing = { now: () => 0, random: () => 0, sleep: async (ms: number) => void slept.push(ms) };
  const answering = (states: readonly string[]): Api => {
    let turn = 0;
    return {
      call: async () => ({
        status: 200,
        headers: {},
        body: { state: states[Math.min(turn++, states.length - 1)], errorMessage: "too complicated" },
      }),
    };
  };
  beforeEach(() => void slept.splice(0));

  test("is waited for, looking ever more rarely", async () => {
    await jobDone(answering(["UploadComplete", "InProgress", "InProgress", "JobComplete"]), "750", timing);
    expect(slept).toEqual([1000, 1500, 2250]);
  });

  test("may fail, or take too long", async () => {
    await expect(jobDone(answering(["Failed"]), "750", timing)).rejects.toThrow("too complicated");
    await expect(jobDone(answering(["InProgress"]), "750", timing)).rejects.toMatchObject({ kind: "retryable" });
    expect(slept.reduce((sum, ms) => sum + ms)).toBeGreaterThan(3_600_000);
  });
});
