import type { Page, RowMapping } from "#connector.ts";
import type { Api } from "#http/api.ts";
import type { Objects } from "./objects.ts";
import { query } from "./query.ts";
import type { SalesforceRecord } from "./view.ts";

/**
 * Rates from the company's own currency: dated ones, and for days before the first of them the static ones, which are
 * all that there is without advanced currency management. A company with one currency has none.
 */
export async function* readRates(api: Api, objects: Objects, { row }: RowMapping): AsyncGenerator<Page> {
  const names = await objects.names();
  if (!names.has("CurrencyType")) return;
  const currencies = await all(api, "SELECT Id, IsoCode, ConversionRate, IsCorporate FROM CurrencyType");
  const own = currencies.find(({ IsCorporate }) => IsCorporate === true)?.IsoCode;
  const dated = names.has("DatedConversionRate")
    ? await all(api, "SELECT Id, IsoCode, ConversionRate, StartDate FROM DatedConversionRate")
    : [];
  const rates: SalesforceRecord[] = [...currencies.map((rate) => ({ ...rate, StartDate: "1970-01-01" })), ...dated];
  const rows = rates.filter(({ IsoCode }) => IsoCode !== own).map((rate) => row({ ...rate, $Corporate: own }));
  yield { table: "fx_rates", rows, next: null };
}

async function all(api: Api, soql: string): Promise<SalesforceRecord[]> {
  const found: SalesforceRecord[] = [];
  for await (const { records } of query(api, soql, { verb: "query" })) found.push(...records);
  return found;
}
