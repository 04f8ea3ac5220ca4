import { UserError } from "#errors.ts";
import type { Job } from "#job.ts";

/** Which job is said where: `weekly-digest@slack:#sales`; without a target, to each person of the job's audience. */
export interface Route {
  readonly job: string;
  /** `platform:place`, in the platform's own name of it. */
  readonly target: string | null;
}

/**
 * Reads the entries of DELIVER: `job@platform:target`, `job` for its own audience, `standing` for every job that is meant
 * to be said unasked. What keeps the data fresh needs no entry.
 * @throws UserError `configuration` naming the entry, what was expected and the jobs there are.
 */
export function readRoutes(entries: readonly string[], jobs: ReadonlyMap<string, Job>): Route[] {
  const all = [...jobs].map(([name, job]) => ({ name, job }));
  const standing = all.filter(({ job }) => job.standing === true).map(({ name }) => ({ job: name, target: null }));
  const upkeep = all.filter(({ job }) => job.audience === "nobody").map(({ name }) => ({ job: name, target: null }));
  const read = entries.flatMap((entry): Route[] => {
    if (entry === "standing") return standing;
    const match = /^([a-z0-9-]+)(?:@([a-z0-9-]+:.+))?$/.exec(entry);
    if (match === null) {
      throw new UserError("configuration", `DELIVER: "${entry}" is not of the form job@platform:target`, {
        hint: "For example weekly-digest@slack:#sales, or standing; several separated by commas.",
      });
    }
    const [, job = "", target = null] = match;
    const found = jobs.get(job);
    if (found === undefined) {
      throw new UserError("configuration", `DELIVER: there is no job ${job}`, {
        hint: `Jobs: ${[...jobs.keys()].join(", ")}.`,
      });
    }
    if (target === null && found.audience === "channel") {
      throw new UserError("configuration", `DELIVER: ${job} is for channels`, {
        hint: `Say which: ${job}@slack:#sales.`,
      });
    }
    return [{ job, target }];
  });
  return [...new Map([...upkeep, ...read].map((route) => [`${route.job}@${route.target}`, route])).values()];
}
