import { UserError } from "#errors.ts";

/** A query passed the question's deadline and was stopped. */
export function abandoned(cause?: unknown): UserError {
  return new UserError("timeout", "This took too long and was stopped / 查询超时，已停止", {
    hint: "narrow the period or add a filter / 请缩短时间范围或加筛选条件",
    cause,
  });
}
