import fc from "fast-check";
import { expect, test } from "vitest";
import { textWidth } from "#charts/text-width.ts";
import { timeLabels } from "#charts/time-labels.ts";

test("names under a time axis keep apart, those at the ends too, which are moved inwards", () => {
  const name = fc.constantFrom("10月31日", "31 Oct", "Jan\n2026", "Q3 2026", "5");
  fc.assert(
    fc.property(fc.array(name, { minLength: 1, maxLength: 60 }), fc.integer({ min: 200, max: 900 }), (names, width) => {
      const step = width / Math.max(1, names.length - 1);
      const points = names.map((label, i) => ({ label, x: i * step }));
      const written = timeLabels(points, { y: 0, from: 0, to: width, step });
      expect(written.length).toBeGreaterThan(0);
      const half = (text: string | readonly string[]) =>
        Math.max(...[text].flat().map((line) => textWidth(line, 14))) / 2;
      written.forEach((label, i) => {
        const before = written[i - 1];
        if (before === undefined) return;
        expect(label.x - before.x).toBeGreaterThanOrEqual(half(label.text) + half(before.text));
      });
    }),
  );
});
