import { type Asker, administrator, recognise } from "#access/asker.ts";
import { say as sayTo } from "#delivery/edition.ts";
import type { Job, JobInput, Said } from "#job.ts";
import type { Locale } from "#messages.ts";
import type { Parley } from "#parley.ts";
import { demoNow } from "../demo-company.ts";

/** Who is told, when and in which language; `change` replaces parts of what the job is given. */
export interface Telling {
  /** An owner's id; an administrator without it. */
  readonly owner?: string;
  readonly locale?: Locale;
  readonly now?: Date;
  readonly change?: (input: JobInput<never>) => JobInput<never>;
}

export async function askerOf(parley: Parley, owner: string | undefined): Promise<Asker> {
  if (owner === undefined) return administrator;
  return recognise({ id: owner }, "playground", await parley.directory.owners(), parley.rules);
}

/** What a job says to one reader of a company, with real commands behind it. */
export async function say(parley: Parley, name: string, telling: Telling = {}): Promise<readonly Said[]> {
  const found = parley.units.jobs.get(name);
  if (found === undefined) throw new Error(`there is no job ${name}`);
  const { owner, locale = "en", now = demoNow, change = (input) => input } = telling;
  const job: Job = { ...found, run: (input) => found.run(change(input as JobInput<never>) as typeof input) };
  const user = { platform: "playground", userId: owner ?? "administrator" };
  // Parts of its own, so that no answer is shared with what was said before.
  return sayTo(job, {}, now, { asker: await askerOf(parley, owner), user, locale }, { ...parley.parts });
}
