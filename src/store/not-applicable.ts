import { UserError } from "#errors.ts";

/** A dimension was asked of facts that do not carry it. Names both, so that it can be said in the asker's words. */
export class NotApplicable extends UserError {
  readonly dimension: string;
  readonly relation: string;
  constructor(dimension: string, relation: string, usable: readonly string[]) {
    const list = usable.slice(0, 8).join(", ");
    super(
      "not_applicable",
      `${relation} cannot be narrowed or grouped by ${dimension} / ${relation} 不能按 ${dimension} 筛选或分组`,
      usable.length === 0 ? {} : { hint: `try / 可用：${list}` },
    );
    this.dimension = dimension;
    this.relation = relation;
  }
}
