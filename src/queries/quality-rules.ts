import type { TableName } from "#model/tables.ts";

/** What can be wrong with a cell. */
export type QualityCheck =
  | "completeness"
  | "validity"
  | "consistency"
  | "timeliness"
  | "orphans"
  | "outliers"
  | "duplicates"
  | "rejected";

/** One rule: which rows of a table it looks at, and which of them are bad. SQL conditions; the table is `t`. */
export interface QualityRule {
  readonly check: QualityCheck;
  readonly table: TableName;
  readonly field: string;
  /** Text key of what is wrong, `rule_…`. */
  readonly says: string;
  /** Rows it looks at; all without it. */
  readonly among?: string;
  readonly bad: string;
}

const missing = (table: TableName, field: string, among?: string): QualityRule => ({
  check: "completeness",
  table,
  field,
  says: "missing",
  bad: `t.${field} IS NULL`,
  ...(among === undefined ? {} : { among }),
});
const orphan = (table: TableName, field: string): QualityRule => ({
  check: "orphans",
  table,
  field,
  says: "orphan",
  bad: `t.${field} IS NULL`,
});
const negative = (table: TableName, field: string): QualityRule => ({
  check: "validity",
  table,
  field,
  says: "negative",
  among: `t.${field} IS NOT NULL`,
  bad: `t.${field} < 0`,
});
const ahead = (table: TableName, field: string): QualityRule => ({
  check: "validity",
  table,
  field,
  says: "impossible_date",
  among: `t.${field} IS NOT NULL`,
  bad: `(t.${on(field)} > CAST($today AS DATE) OR t.${on(field)} < DATE '1990-01-01')`,
});
const before = (table: TableName, field: string, earlier: string): QualityRule => ({
  check: "consistency",
  table,
  field,
  says: `before_${earlier}`,
  among: `t.${field} IS NOT NULL AND t.${earlier} IS NOT NULL`,
  bad: `t.${on(field)} < t.${on(earlier)}`,
});

/** Business day of an instant column. */
function on(field: string): string {
  return field.replace(/_at$/, "_on");
}

const open = "t.status = 'open'";

/** Every rule that the store itself can check, by table. `$today` and `$stale` are days. */
export const qualityRules: readonly QualityRule[] = [
  missing("accounts", "name"),
  missing("accounts", "owner_id", "t.pool IS NULL"),
  missing("accounts", "phone"),
  missing("accounts", "email"),
  missing(
    "accounts",
    "industry",
    "(t.type IS NULL OR t.type NOT IN ('个人客户', '个人', 'person', 'individual', 'Person', 'Individual'))",
  ),
  missing("accounts", "region"),
  missing("accounts", "city"),
  missing("accounts", "source"),
  {
    check: "timeliness",
    table: "accounts",
    field: "last_followed_at",
    says: "untouched",
    among: "t.owner_id IS NOT NULL AND t.churned_at IS NULL AND t.last_followed_at IS NOT NULL",
    bad: "t.last_followed_on < CAST($stale AS DATE)",
  },
  orphan("contacts", "account_id"),
  missing("contacts", "phone"),
  missing("contacts", "email"),
  missing("leads", "source"),
  missing("leads", "owner_id"),
  missing("leads", "created_at"),
  before("leads", "converted_at", "created_at"),
  before("leads", "first_response_at", "created_at"),
  orphan("opportunities", "account_id"),
  missing("opportunities", "owner_id"),
  missing("opportunities", "created_at"),
  missing("opportunities", "expected_close_on", open),
  missing("opportunities", "amount", open),
  negative("opportunities", "amount"),
  {
    check: "consistency",
    table: "opportunities",
    field: "amount",
    says: "won_without_amount",
    among: "t.status = 'won'",
    bad: "(t.amount IS NULL OR t.amount = 0)",
  },
  {
    check: "consistency",
    table: "opportunities",
    field: "closed_at",
    says: "closed_without_date",
    among: "t.status IN ('won', 'lost')",
    bad: "t.closed_at IS NULL",
  },
  before("opportunities", "closed_at", "created_at"),
  {
    check: "timeliness",
    table: "opportunities",
    field: "expected_close_on",
    says: "overdue",
    among: `${open} AND t.expected_close_on IS NOT NULL`,
    bad: "t.expected_close_on < CAST($today AS DATE)",
  },
  orphan("orders", "account_id"),
  missing("orders", "ordered_at"),
  missing("orders", "net"),
  negative("orders", "net"),
  ahead("orders", "ordered_at"),
  before("orders", "delivered_at", "ordered_at"),
  orphan("order_lines", "order_id"),
  orphan("order_lines", "product_id"),
  negative("order_lines", "quantity"),
  negative("order_lines", "unit_price"),
  orphan("returns", "order_id"),
  negative("returns", "amount"),
  negative("payments", "amount"),
  ahead("payments", "paid_at"),
];
