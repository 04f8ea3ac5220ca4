import { existsSync } from "node:fs";

/** How the contract suite opens a connector. */
export interface Opening {
  /** What the connector's `config` reads: environment variables by name. */
  readonly environment: Readonly<Record<string, string>>;
  /** Undoes what opening took: removes folders, stops servers. */
  cleanup(): Promise<void>;
}

/** Default export of `test/connectors/<name>/settings.ts`. */
export type Settings = () => Promise<Opening>;

/** The settings of a connector. Throws, saying what to write, when its folder has none. */
export async function settingsOf(name: string, folder = import.meta.url): Promise<Settings> {
  const file = new URL(`./${name}/settings.ts`, folder);
  const settings = existsSync(file) ? ((await import(file.href)) as { default?: Settings }).default : undefined;
  if (settings !== undefined) return settings;
  throw new Error(
    `The connector "${name}" is not tested: write test/connectors/${name}/settings.ts with ` +
      "`export default async () => ({ environment: { … }, cleanup: async () => {} })`, where `environment` holds the " +
      "variables of its config and opens it on something with rows (a folder, an emulated API started here), " +
      "and `cleanup` takes that away again",
  );
}
