import { UserError } from "#errors.ts";

/** The text can mean several things: `choices` are whole commands, one for each, to be offered as buttons. */
export class Ambiguity extends UserError {
  override name = "Ambiguity";
  readonly choices: readonly string[];
  constructor(code: string, message: string, hint: string, choices: readonly string[]) {
    super(code, message, { hint });
    this.choices = choices;
  }
}
