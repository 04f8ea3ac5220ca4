import { openRig } from "./rig.ts";
import { fillSynthetic } from "./synthetic.ts";

/** Fills a data folder with made-up trade in a process of its own, so that the memory of filling is not the questions'. */
const [dataDir = "", orders = "0", accounts = "0"] = process.argv.slice(2);
const rig = await openRig({ DATA_DIR: dataDir, STORE_MEMORY: "560MB" });
await fillSynthetic(rig.parley.parts.store, Number(orders), Number(accounts));
await rig.close();
