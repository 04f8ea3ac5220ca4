import { UserError } from "#errors.ts";

/** Which job is said where: `weekly-digest@slack:#sales`. */
export interface Route {
  readonly job: string;
  readonly platform: string;
  /** The platform's own name of a channel or person. */
  readonly target: string;
}

/**
 * Reads the entries of DELIVER.
 * @throws UserError `configuration` naming the entry, what was expected and the jobs there are.
 */
export function readRoutes(entries: readonly string[], jobs: ReadonlySet<string>): Route[] {
  return entries.map((entry) => {
    const match = /^([a-z0-9-]+)@([a-z0-9-]+):(.+)$/.exec(entry);
    if (match === null) {
      throw new UserError("configuration", `DELIVER: "${entry}" is not of the form job@platform:target`, {
        hint: "For example weekly-digest@slack:#sales, several separated by commas.",
      });
    }
    const [, job = "", platform = "", target = ""] = match;
    if (!jobs.has(job)) {
      throw new UserError("configuration", `DELIVER: there is no job ${job}`, {
        hint: `Jobs: ${[...jobs].join(", ")}.`,
      });
    }
    return { job, platform, target };
  });
}
