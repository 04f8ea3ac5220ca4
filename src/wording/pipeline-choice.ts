import { UserError } from "#errors.ts";
import type { Words } from "#messages.ts";
import { pipelineNamed } from "#metrics/funnel/funnel.ts";

/**
 * The pipeline asked for, by name or the beginning of it; without a name the first. Null where there is none at all.
 * Throws `not_understood`, naming those there are (messages `unknown_pipeline`, `pipelines`, `unnamed`).
 */
export function pipelineMeant<Row extends { readonly pipeline: string }>(
  rows: readonly Row[],
  name: string | undefined,
  { command, words }: { readonly command: string; readonly words: Words },
): Row | null {
  const row = pipelineNamed(rows, name);
  if (row !== undefined || rows.length === 0) return row ?? null;
  const names = rows.map(({ pipeline }) => pipeline || words.say("unnamed"));
  const hint = words.say("pipelines", { names: words.list(names), example: `/${command} pipeline=${names[0]}` });
  throw new UserError("not_understood", words.say("unknown_pipeline", { name: name ?? "" }), { hint });
}
