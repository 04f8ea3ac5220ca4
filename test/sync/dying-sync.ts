import { openStore } from "#store/open.ts";
import { sync } from "#sync/run.ts";
import { numberedOrders } from "./numbered-orders.ts";

/** Syncs numbered orders into a folder, a batch a page, and says the number of each page before it is read. */
const [dataDir = "", pages = ""] = process.argv.slice(2);
const calendar = { zone: "UTC", weekStart: 1, fiscalYearStart: 1, seasons: {} };
const store = await openStore({ dataDir, source: "test", calendar, currency: "CNY", memoryLimit: "256MB", threads: 1 });
const { source, capabilities, now } = numberedOrders(Number(pages), (page) => process.stdout.write(`${page}\n`));
await sync({ store, source, capabilities, now, name: "test", zone: "UTC", currency: "CNY", batchRows: 1 });
await store.close();
