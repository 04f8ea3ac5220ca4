import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Connector } from "#connector.ts";
import { discover } from "#discover.ts";

/**
 * A CRM that nobody has, added at run time: the folder that docs/connectors.md shows, found by discovery as any other.
 * `remove` takes its folder away.
 */
export async function addLedger(): Promise<{ code: string; connector: Connector; remove(): Promise<void> }> {
  const guide = await readFile(new URL("../../../docs/connectors.md", import.meta.url), "utf8");
  const code = guide
    .split("```ts\n")
    .find((block) => block.startsWith("// src/connectors/ledger/index.ts"))
    ?.split("```")[0];
  if (code === undefined) throw new Error("docs/connectors.md shows src/connectors/ledger/index.ts");
  // Inside the repository, so that it may import #connector.ts as any connector does.
  const added = await mkdtemp(join(import.meta.dirname, ".added-"));
  await mkdir(join(added, "ledger"));
  await writeFile(join(added, "ledger", "index.ts"), code);
  const connector = (await discover<Connector>(pathToFileURL(`${added}/`))).get("ledger");
  if (connector === undefined) throw new Error("the folder that was added is found");
  return { code, connector, remove: () => rm(added, { recursive: true, force: true }) };
}
