import { UserError } from "#errors.ts";

/** A command was asked about nothing: `command` is the one whose subject a form may ask for. */
export class SubjectMissing extends UserError {
  override name = "SubjectMissing";
  readonly command: string;
  constructor(command: string, message: string, hint: string) {
    super("subject_missing", message, { hint });
    this.command = command;
  }
}
