import { join } from "node:path";
import { test } from "vitest";
import { openState } from "#store/state.ts";
import { folder } from "./company.ts";
import { stateCases } from "./state-cases.ts";

test.each(await stateCases())("%s", async (_name, holds) => {
  const place = await folder();
  const state = await openState(join(place.path, "state.duckdb"));
  try {
    await holds(state);
  } finally {
    await state.close();
    await place.remove();
  }
});
