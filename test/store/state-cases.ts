import { readdir } from "node:fs/promises";
import type { State } from "#store.ts";

/** What must hold on every engine of the state: the same statements, the same values. */
export type StateCases = Readonly<Record<string, (state: State) => Promise<void>>>;

/** Every case of `state-cases/`, found by its file; each wants a state of its own. */
export async function stateCases(): Promise<[string, (state: State) => Promise<void>][]> {
  const folder = new URL("./state-cases/", import.meta.url);
  const names = (await readdir(folder)).filter((name) => name.endsWith(".ts")).sort();
  const files = await Promise.all(
    names.map(async (name) => ((await import(new URL(name, folder).href)) as { default: StateCases }).default),
  );
  return files.flatMap((cases) => Object.entries(cases));
}
