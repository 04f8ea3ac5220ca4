import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, expect, test } from "vitest";
import type { Connector } from "#connector.ts";
import { discover } from "#discover.ts";
import openRig from "./fictional/rig.ts";
import { incrementalContract } from "./incremental-contract.ts";

/** A CRM that nobody has, added at run time: the folder that docs/connectors.md shows, found by discovery as any other. */
const guide = await readFile(new URL("../../docs/connectors.md", import.meta.url), "utf8");
const code = guide
  .split("```ts\n")
  .find((block) => block.startsWith("// src/connectors/ledger/index.ts"))
  ?.split("```")[0];
// Inside the repository, so that it may import #connector.ts as any connector does.
const added = await mkdtemp(join(import.meta.dirname, ".added-"));
await mkdir(join(added, "ledger"));
await writeFile(join(added, "ledger", "index.ts"), code ?? "");
const ledger = (await discover<Connector>(pathToFileURL(`${added}/`))).get("ledger");
afterAll(() => rm(added, { recursive: true, force: true }));

test("the guide's connector is as short as it says", () => {
  expect(code?.split("\n").filter((line) => line.trim() !== "").length).toBeLessThanOrEqual(50);
});

if (ledger === undefined) throw new Error("docs/connectors.md shows src/connectors/ledger/index.ts");
incrementalContract("ledger", ledger, openRig);
