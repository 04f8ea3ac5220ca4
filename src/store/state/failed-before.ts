import { SourceError } from "#errors.ts";

/** What a transaction ends with when one of its statements had failed and somebody caught that. */
export function failedBefore(): SourceError {
  return new SourceError("state", "a statement of the transaction had failed, so nothing of it was written");
}
