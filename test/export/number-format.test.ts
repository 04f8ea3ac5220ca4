import { expect, test } from "vitest";
import { labelFormat } from "#export/number-format.ts";
import { createWords } from "#locales/words.ts";

const [en, zh] = (["en", "zh"] as const).map((locale) => createWords(locale, "CNY")) as [
  ReturnType<typeof createWords>,
  ReturnType<typeof createWords>,
];

test("labels beside negative values are all in one unit, whose only section leaves the minus to the program", () => {
  expect(labelFormat("money", [5_700_000, -1_500_000, -136_600], en)).toBe('"¥"#,##0.00,,"M"');
  expect(labelFormat("money", [148_800, -21_800], en)).toBe('"¥"#,##0.0,"k"');
  expect(labelFormat("money", [1_488_000, -51_500], zh)).toBe('"¥"0\\.0,"万"');
  expect(labelFormat("money", [120, -40], en)).toBe('"¥"#,##0');
});

test("labels of positive values alone are each in the unit of its size", () => {
  expect(labelFormat("money", [2_700_000, 35_300], en)).toBe(
    '[>=1000000]"¥"#,##0.0,,"M";[>=1000]"¥"#,##0.0,"k";"¥"#,##0',
  );
  expect(labelFormat("number", [20_000, 12], zh)).toBe('[>=100000000]0\\.00,,"亿";[>=10000]0\\.0,"万";#,##0');
});
