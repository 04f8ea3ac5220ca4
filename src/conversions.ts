import type { Conversion } from "./messages.ts";
import { exchange } from "./metrics/exchange.ts";
import { type ExchangeRate, newestRates } from "./queries/newest-rates.ts";
import type { Store } from "./store.ts";

/**
 * Finds the newest rate from the reporting currency into others; null for the reporting currency itself and where nothing
 * tells a rate. Rates are read once per load.
 */
export function createConversions(
  store: Store,
  currency: string,
  today: () => string,
): (code: string | null) => Promise<Conversion | null> {
  let loadedAt: number | undefined;
  let known: Promise<readonly ExchangeRate[]> = Promise.resolve([]);
  return async (code) => {
    if (code === null || code === currency || store.freshness() === null) return null;
    const newest = store.freshness()?.syncedAt.getTime();
    if (newest !== loadedAt) {
      loadedAt = newest;
      known = newestRates(store.view({ owners: null, filters: [], by: [] }), { day: today() });
      known.catch(() => {
        loadedAt = undefined;
      });
    }
    const found = exchange(await known, currency, code);
    return found && { code, ...found };
  };
}
