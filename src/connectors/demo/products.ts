import type { SourceRow } from "#model/tables.ts";
import { catalogue } from "./data/catalogue.ts";
import { yearOf } from "./days.ts";
import type { World } from "./world.ts";

export function* productRows(world: World): Generator<SourceRow<"products">> {
  for (const { sku, name, category, attributes, price, cost, until } of catalogue) {
    const sold = until === undefined || yearOf(world.today) <= until;
    yield {
      id: sku,
      sku,
      name,
      category,
      attributes: JSON.stringify(attributes),
      list_price: price,
      cost,
      is_active: sold,
    };
  }
}
