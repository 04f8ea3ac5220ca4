import { UserError } from "#errors.ts";

/** A question needs more memory than the store has left; the asker may ask for less, an administrator give it more. */
export class OutOfMemory extends UserError {
  override name = "OutOfMemory";
  constructor(cause: unknown) {
    super("out_of_memory", "failure.out_of_memory", { hint: "failure.out_of_memory_hint", cause });
  }
}

/** Is this how DuckDB says that its memory limit does not suffice? */
export function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith("Out of Memory Error");
}
