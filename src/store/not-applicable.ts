import { UserError } from "#errors.ts";

/** A dimension was asked of facts that do not carry it; whoever answers says it in the asker's words. */
export class NotApplicable extends UserError {
  readonly dimension: string;
  readonly relation: string;
  /** Dimensions that the facts do carry. */
  readonly usable: readonly string[];
  constructor(dimension: string, relation: string, usable: readonly string[]) {
    super("not_applicable", `${relation} cannot be narrowed or grouped by ${dimension}`);
    this.dimension = dimension;
    this.relation = relation;
    this.usable = usable;
  }
}
