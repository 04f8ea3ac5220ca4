import { literal, literals } from "./sql.ts";

/** What money is marked with → the currencies that it may mean. Longer marks come before those that they begin with. */
const signs: Readonly<Record<string, readonly string[]>> = {
  "CN¥": ["CNY"],
  US$: ["USD"],
  HK$: ["HKD"],
  NT$: ["TWD"],
  RMB: ["CNY"],
  人民币: ["CNY"],
  美元: ["USD"],
  欧元: ["EUR"],
  英镑: ["GBP"],
  日元: ["JPY"],
  港元: ["HKD"],
  港币: ["HKD"],
  "€": ["EUR"],
  "£": ["GBP"],
  "₹": ["INR"],
  "₩": ["KRW"],
  "₽": ["RUB"],
  "₺": ["TRY"],
  "₫": ["VND"],
  "₪": ["ILS"],
  "฿": ["THB"],
  "₱": ["PHP"],
  "₴": ["UAH"],
  "₦": ["NGN"],
  "¥": ["CNY", "JPY"],
  元: ["CNY", "HKD", "TWD"],
  $: ["USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "CLP", "COP", "ARS"],
  ...Object.fromEntries(["CNY", "USD", "EUR", "GBP", "JPY", "HKD"].map((code) => [code, [code]])),
};

/** Regular expression (RE2) of the marks, for cells whose full-width characters are ASCII. */
export const signPattern: string = `(?i)(${Object.keys(signs)
  .map((sign) => sign.replace("$", "\\$"))
  .join("|")})`;

/** SQL: full-width digits and signs as ASCII. */
export function halfWidth(cell: string): string {
  return `translate(${cell}, '０１２３４５６７８９．，－（）￥％＋＄￡', '0123456789.,-()¥%+$£')`;
}

/** SQL: the first mark of a cell, in capitals; empty when it has none. */
export function signOf(cell: string): string {
  return `upper(regexp_extract(${halfWidth(cell)}, '${signPattern}', 1))`;
}

/** SQL: the currencies that a mark may mean; null for none. */
export function meaningOf(sign: string): string {
  const cases = Object.entries(signs).map(([mark, codes]) => `WHEN ${literal(mark)} THEN ${literals(codes)}`);
  return `CASE ${sign} ${cases.join(" ")} END`;
}

/** SQL: what a currency column says, as a code where it is a sign or a name such as `RMB`. */
export function currencyCode(cell: string, reporting: string): string {
  return `coalesce(${claimed(meaningOf(`upper(${halfWidth(cell)})`), reporting)}, upper(${cell}))`;
}

/**
 * SQL: the currency that a list of possible ones tells a row. An unclear mark such as ¥ or $ means the reporting
 * currency if it may; null when nothing is certain.
 */
export function claimed(meaning: string, reporting: string): string {
  return `CASE WHEN len(${meaning}) = 1 THEN ${meaning}[1] WHEN list_contains(${meaning}, ${literal(reporting)}) THEN ${literal(reporting)} END`;
}
