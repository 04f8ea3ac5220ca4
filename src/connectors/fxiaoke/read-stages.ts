import type { Page, RowMapping } from "#connector.ts";
import { endingOf } from "./ending.ts";
import type { Objects } from "./objects.ts";

/** Stages are the choices of a deal's stage; which of them win or lose is told by their names. */
export async function* readStages(objects: Objects, { row, stream }: RowMapping): AsyncGenerator<Page> {
  const { options = [] } = (await objects.fields(stream)).get("sales_stage") ?? {};
  const rows = options.map(({ value, label }, index) => {
    const ending = endingOf(label);
    return row({ value, label, $order: index + 1, $won: ending === "won", $lost: ending !== null && ending !== "won" });
  });
  yield { table: "stages", rows, next: null };
}
