import type { z } from "zod";
import { UserError } from "#errors.ts";
import type { Figure, JobInput } from "#job.ts";
import type { Panel, Reply } from "#reply.ts";

/** What a section is made from: only what a job has. */
export type Source = Pick<JobInput<unknown>, "ask" | "view" | "words" | "calendar" | "now" | "log" | "office">;

/** One part of a digest: a command's answer as panels, and the numbers that it states of days that are over. */
export interface Section {
  readonly panels: readonly Panel[];
  readonly figures?: readonly Figure[];
  /** What to do about it, as the command says it, the most valuable first. */
  readonly actions?: readonly string[];
}

/** A command's answer, and of its result what a section reads. */
export interface Heard<Result> {
  readonly reply: Reply;
  readonly result: Result;
}

const unanswerable = new Set(["not_applicable", "no_data", "empty"]);

/**
 * Asks a command. Null where it has nothing to say: no data, or none of the kind that it speaks of. `brief` for its figures
 * alone.
 * @throws Error when its result lacks what `shape` demands.
 */
export async function hear<Shape extends z.ZodType>(
  { ask }: Pick<Source, "ask">,
  text: string,
  shape: Shape,
  depth?: "brief",
): Promise<Heard<z.output<Shape>> | null> {
  const reply = await ask(text, depth).catch((error: unknown) => {
    // What this company's data cannot answer is no part of its digest; what came too late or was asked wrong is missing.
    if (error instanceof UserError && unanswerable.has(error.code)) return null;
    throw error;
  });
  if (reply === null || reply.empty) return null;
  return { reply, result: shape.parse(reply.result) };
}

type Sections = Readonly<Record<string, () => Promise<unknown>>>;

/** What each section told; null where it had nothing to tell, or is missing. */
export type Told<Asked extends Sections> = { readonly [Name in keyof Asked]: Awaited<ReturnType<Asked[Name]>> | null };

/** Every section side by side. One that fails is logged and named in `missing`; the others stand. */
export async function gather<Asked extends Sections>(
  sections: Asked,
  log: Source["log"],
): Promise<{ told: Told<Asked>; missing: readonly string[] }> {
  const missing = new Set<string>();
  const entries = await Promise.all(
    Object.entries(sections).map(async ([name, ask]) => {
      const told = await ask().catch((error: unknown) => {
        log.error({ section: name, err: error }, "a section of a digest failed");
        missing.add(name);
        return null;
      });
      return [name, told] as const;
    }),
  );
  const told = Object.fromEntries(entries) as Told<Asked>;
  return { told, missing: Object.keys(sections).filter((name) => missing.has(name)) };
}
