import type { Connector } from "#connector.ts";
import { discover } from "#discover.ts";
import { incrementalContract } from "./incremental-contract.ts";
import { rigOf } from "./rig.ts";

/** Read from real databases alone: `test/services/<name>.test.ts` puts them through the same. */
const installed = new Set(["sql"]);

// Limits of hosted systems hold for their stubs too, so that these take minutes of real time.
for (const [name, connector] of await discover<Connector>(new URL("../../src/connectors/", import.meta.url))) {
  if (connector.capabilities.reads !== "increments" || installed.has(name)) continue;
  incrementalContract(name, connector, async () => (await rigOf(name))());
}
