import { join } from "node:path";
import { type Dimension, dimensions as modelDimensions } from "#model/dimensions.ts";
import type { Lens, Store, View } from "#store.ts";
import { clientFor, type OpenClient, openWarehouse, type Warehouse } from "./clickhouse/warehouse.ts";
import { duckdbDialect } from "./dialect-duckdb.ts";
import { openBudget } from "./duckdb/budget.ts";
import { openConnections } from "./duckdb/connections.ts";
import { collectInto, type Load, loadInto } from "./duckdb/load.ts";
import { type Loaded, readLoaded, writeLoaded } from "./duckdb/meta.ts";
import { openStoreFile } from "./duckdb/store-file.ts";
import { type BusinessTime, noStatistics, type Setting } from "./facts.ts";
import { accountNames, dimensionValues } from "./values.ts";
import { openView } from "./view.ts";

export interface StoreOptions {
  readonly dataDir: string;
  /** Name of the CRM; each has a file of its own. */
  readonly source: string;
  readonly calendar: BusinessTime;
  /** ISO code of the reporting currency. */
  readonly currency: string;
  /** DuckDB's own words, such as `2GB`. */
  readonly memoryLimit: string;
  readonly threads: number;
  /** ClickHouse server to ask instead of the file. */
  readonly warehouseUrl?: string;
  /** Makes its clients, in place of `warehouseUrl`. */
  readonly openClient?: OpenClient;
  readonly poolVisible?: boolean;
  readonly poolMasked?: boolean;
  /** Dimensions of mapped custom fields, besides the model's. */
  readonly dimensions?: readonly Dimension[];
}

/** Questions that may run at the same time. */
const parallel = 4;

/** Opens the analytics store of one source, empty when it is new. */
export async function openStore(options: StoreOptions): Promise<Store> {
  const { calendar, dataDir } = options;
  const dialect = duckdbDialect(calendar);
  const database = await openStoreFile({ ...options, zone: calendar.zone }, dialect);
  let loads = 0;
  const budget = openBudget(database, { memory: options.memoryLimit, threads: options.threads });
  const connections = await openConnections(database, budget, parallel, dialect, () => loads > 0);
  const loader = await database.connect();
  const setting: Setting = {
    calendar,
    dimensions: [...modelDimensions, ...(options.dimensions ?? [])],
    poolVisible: options.poolVisible ?? false,
    poolMasked: options.poolMasked ?? true,
  };
  const openClient = options.openClient ?? (options.warehouseUrl ? await clientFor(options.warehouseUrl) : null);
  const warehouse = openClient === null ? null : openWarehouse(openClient, options.source, calendar);
  let loaded = await stillThere(await readLoaded(loader), warehouse);
  let values = new Map<string, Promise<string[]>>();
  let loading: Promise<void> = Promise.resolve();
  /** A load takes the store's memory, as questions do. */
  async function asLoad<T>(work: () => Promise<T>): Promise<T> {
    loads += 1;
    return work().finally(() => {
      loads -= 1;
    });
  }

  const statistics = () => loaded?.statistics ?? noStatistics;
  const engine = () => (warehouse !== null && loaded?.side ? warehouse.engine(loaded.side) : connections);
  const view = (lens: Lens): View => openView(engine(), lens, setting, statistics());
  /** What was listed since the newest load, else what `list` gives. */
  const once = (what: readonly unknown[], list: () => Promise<string[]>): Promise<string[]> => {
    const key = JSON.stringify(what);
    const known = values.get(key);
    if (known !== undefined) return known;
    const asked = list();
    const cache = values;
    cache.set(key, asked);
    asked.catch(() => cache.delete(key));
    return asked;
  };
  return {
    view,
    freshness: () =>
      loaded && {
        source: loaded.source,
        syncedAt: new Date(loaded.syncedAt),
        confirmedAt: new Date(Math.max(loaded.syncedAt, loaded.confirmedAt ?? 0)),
        dataUntil: loaded.statistics.dataUntil === null ? null : new Date(loaded.statistics.dataUntil),
        rows: loaded.statistics.rows,
      },
    fingerprint: () => loaded?.fingerprint ?? null,
    values: (dimension, lens) =>
      once([dimension, lens.owners, lens.filters], () => dimensionValues(dimension, lens, view, setting, statistics())),
    names: (lens) => once(["", lens.owners, lens.filters], () => accountNames(view(lens))),
    load(note, work) {
      const next = loading.then(async () => {
        const current = loaded?.side ?? null;
        const load: Load = {
          ...{ note, work, inbox: join(dataDir, "inbox"), setting, dialect, before: statistics() },
          confirmedAt: loaded?.confirmedAt,
          ...(warehouse && { ship: (landing, marker) => warehouse.ship(landing, current, marker) }),
        };
        loaded = await asLoad(() =>
          note.bulk ? budget.loading(() => loadInto(loader, load)) : loadInto(loader, load),
        );
        values = new Map();
      });
      loading = next.catch(() => undefined);
      return next;
    },
    confirm(at) {
      const next = loading.then(async () => {
        if (loaded === null) return;
        const confirmed = { ...loaded, confirmedAt: at.getTime() };
        await writeLoaded(loader, confirmed);
        loaded = confirmed;
      });
      loading = next.catch(() => undefined);
      return next;
    },
    collect(work, { bulk = false } = {}) {
      const collect = () => collectInto(loader, join(dataDir, "inbox"), work);
      const next = loading.then(() => asLoad(() => (bulk ? budget.loading(collect) : collect())));
      loading = next.then(
        () => undefined,
        () => undefined,
      );
      return next;
    },
    async close() {
      await loading;
      await warehouse?.close();
      await connections.close();
      loader.closeSync();
      database.close();
    },
  };
}

/** A load counts only where it can be asked: a warehouse that lost it, or is new, has to be filled again. */
async function stillThere(loaded: Loaded | null, warehouse: Warehouse | null): Promise<Loaded | null> {
  if (warehouse === null || loaded === null) return loaded;
  return loaded.side !== undefined && (await warehouse.holds(loaded.side, loaded.syncedAt)) ? loaded : null;
}
