import { afterAll, expect, test } from "vitest";
import { addLedger } from "./fictional/ledger.ts";
import openRig from "./fictional/rig.ts";
import { incrementalContract } from "./incremental-contract.ts";

const { code, connector, remove } = await addLedger();
afterAll(remove);

test("the guide's connector is as short as it says", () => {
  expect(code.split("\n").filter((line) => line.trim() !== "").length).toBeLessThanOrEqual(50);
});

incrementalContract("ledger", connector, openRig, { faults: false });
