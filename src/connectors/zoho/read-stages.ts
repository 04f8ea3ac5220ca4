import type { Page, RowMapping } from "#connector.ts";
import type { Api } from "#http/api.ts";
import { root } from "./root.ts";
import type { ZohoRecord } from "./view.ts";

interface StageField {
  readonly api_name: string;
  readonly pick_list_values?: readonly (ZohoRecord & { readonly forecast_type?: string })[];
}

/** Stages are values of the field Stage of deals, each with a probability and how it counts in forecasts. */
export async function* readStages(api: Api, { row }: RowMapping): AsyncGenerator<Page> {
  const { body } = await api.call({ path: `${root}/settings/fields`, query: { module: "Deals" } });
  const { fields = [] } = (body || {}) as { fields?: StageField[] };
  const values = fields.find((field) => field.api_name === "Stage")?.pick_list_values ?? [];
  const rows = values.map(({ forecast_type: type = "", ...value }) =>
    row({ ...value, $Won: /won/i.test(type), $Lost: /lost/i.test(type) }),
  );
  yield { table: "stages", rows, next: null };
}
