import { join } from "node:path";
import { moduleSuffix } from "#module-suffix.ts";
import { compile } from "../src/compile.js";

/** The module that `npm start` runs, compiled; beside this one where this one is compiled, too. */
export async function mainModule(): Promise<string> {
  const place = moduleSuffix === ".ts" ? await compile() : join(import.meta.dirname, "..");
  return join(place, "src/main.js");
}
