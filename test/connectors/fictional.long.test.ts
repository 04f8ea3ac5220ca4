import { afterAll } from "vitest";
import { addLedger } from "./fictional/ledger.ts";
import openRig from "./fictional/rig.ts";
import { incrementalContract } from "./incremental-contract.ts";

const { connector, remove } = await addLedger();
afterAll(remove);

incrementalContract("ledger", connector, openRig);
