import fc from "fast-check";
import { expect, test } from "vitest";
import { fileName } from "#export/file-name.ts";

test.each([
  ["sales-华东-2026-10-22…2026-11-20", "sales-华东-2026-10-22…2026-11-20"],
  ["why revenue/by region", "why-revenue-by-region"],
  ["../../etc/passwd", "etc-passwd"],
  ['客户画像-A&B "科技"', "客户画像-A-B-科技"],
  ["", "parley"],
  ["🙂", "parley"],
])("%j is called %j", (text, name) => {
  expect(fileName(text)).toBe(name);
});

test("no text makes a name that a file system refuses", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 400 }), (text) => {
      const name = fileName(text);
      expect(name).toMatch(/^[\p{L}\p{N}\p{M}…_][\p{L}\p{N}\p{M}…._-]*$/u);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(120);
    }),
  );
});
