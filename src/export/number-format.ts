import type { Words } from "#messages.ts";
import type { Format } from "#reply.ts";

/** Most digits behind the point that are worth keeping of a value of this format. */
export function decimals(format: Format): number {
  if (format === "integer") return 0;
  if (format === "money") return 2;
  return format === "percent" ? 6 : 4;
}

const fraction = (values: readonly number[]): boolean => values.some((value) => !Number.isInteger(value));

/**
 * The number format of spreadsheets for a column: `"¥"#,##0`, `0.0%`, `yyyy-mm-dd`. Small or broken values show decimals.
 * `undefined` for texts.
 */
export function cellFormat(format: Format, values: readonly number[], words: Words): string | undefined {
  if (format === "text") return undefined;
  if (format === "date") return "yyyy-mm-dd";
  if (format === "percent") return "0.0%";
  const small = values.every((value) => Math.abs(value) < 1000);
  if (format === "money") return `"${words.amounts.sign}"#,##0${small && fraction(values) ? ".00" : ""}`;
  return fraction(values) && format !== "integer" ? `#,##0.0${small ? "#" : ""}` : "#,##0";
}

/**
 * The same for a chart's labels, which are short as in pictures: thousands and millions, or ten thousands (万) and hundred
 * millions (亿), which formats know only as thousands with a point put in by hand. A format has three sections, and not
 * every program writes the minus in the last: where there are negative values, all are in the largest value's unit.
 */
export function labelFormat(format: Format, values: readonly number[], words: Words): string {
  if (format !== "money" && format !== "number") return cellFormat(format, values, words) ?? "General";
  const sign = format === "money" ? `"${words.amounts.sign}"` : "";
  const high = Math.max(0, ...values.map(Math.abs));
  const rest = `${sign}#,##0${high < 10 && fraction(values) ? ".0#" : ""}`;
  const steps: readonly [number, string][] =
    words.locale === "zh"
      ? [
          [1e8, `${sign}0\\.00,,"亿"`],
          [1e4, `${sign}0\\.0,"万"`],
        ]
      : [
          [1e6, `${sign}#,##0.0,,"M"`],
          [1e3, `${sign}#,##0.0,"k"`],
        ];
  const step = steps.find(([from]) => high >= from);
  if (step !== undefined && values.some((value) => value < 0)) {
    const [from, short] = step;
    const small = values.some((value) => value !== 0 && Math.abs(value) < from);
    return small ? short.replace("0.0,", "0.00,") : short;
  }
  if (words.locale === "zh") {
    if (high < 1e4) return rest;
    return `[>=100000000]${sign}0\\.00,,"亿";[>=10000]${sign}0\\.0,"万";${rest}`;
  }
  if (high < 1e4) return rest;
  return `[>=1000000]${sign}#,##0.0,,"M";[>=1000]${sign}#,##0.0,"k";${rest}`;
}

/** A value as it is shown: amounts are kept in the reporting currency, and converted for whoever chose another. */
export function shownValue(value: number, format: Format, words: Words): number {
  return format === "money" ? value * words.amounts.rate : value;
}
