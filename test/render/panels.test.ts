import { describe, expect, it } from "vitest";
import type { Measure } from "#render/measure.ts";
import { panelsSvg } from "#render/panels/layout.ts";
import type { Panel } from "#reply.ts";

/** Every character is half an em wide: enough to see what is cut. */
const measure: Measure = { covers: () => true, width: (text, size) => [...text].length * size * 0.5 };
const list = (title: string, wide?: true): Panel => ({
  ...{ title, shows: { kind: "list", entries: [{ label: "one", text: "1" }] } },
  ...(wide ? { wide } : {}),
});
const texts = (svg: string) => [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);
const places = (svg: string) =>
  [...svg.matchAll(/<g transform="translate\(([\d.]+) ([\d.]+)\)"><text/g)].map(([, x]) => Number(x));

describe("the panels of a composed picture", () => {
  it("stand in pairs unless they are wide, and a lone one takes the whole width", () => {
    const { svg } = panelsSvg([list("a"), list("b"), list("c", true), list("d")], measure, 0);
    const left = places(svg).filter((x) => x > 0);
    expect(new Set(left)).toEqual(new Set([270]));
    const lone = panelsSvg(
      [{ title: "t", shows: { kind: "list", entries: [{ label: "x".repeat(60), text: "1" }] } }],
      measure,
      0,
    );
    expect(texts(lone.svg)).toContain("x".repeat(60));
    const pair = panelsSvg(
      [list("a"), { title: "t", shows: { kind: "list", entries: [{ label: "x".repeat(60) }] } }],
      measure,
      0,
    );
    expect(texts(pair.svg).find((text) => text?.startsWith("xx"))).toMatch(/^x+…$/);
  });

  it("grow no taller for names of any length, and draw no bar outside its track", () => {
    const marks = (label: string) => [
      { label, value: -3, text: "−3" },
      { label: "b", value: 5, text: "5" },
    ];
    const of = (label: string) => panelsSvg([{ wide: true, shows: { kind: "bars", marks: marks(label) } }], measure, 0);
    expect(of("n".repeat(400)).height).toBe(of("n").height);
    for (const [, x, width] of of("n").svg.matchAll(/<rect x="([-\d.]+)" y="[\d.]+" width="([\d.]+)"/g)) {
      expect(Number(x)).toBeGreaterThanOrEqual(0);
      expect(Number(x) + Number(width)).toBeLessThanOrEqual(512.01);
    }
  });

  it("draw nothing but lines and words where all values are nought", () => {
    const columns = [1, 2, 3].map((at) => ({ label: String(at), value: 0, text: "0" }));
    const { svg } = panelsSvg([{ wide: true, shows: { kind: "columns", marks: columns } }], measure, 0);
    expect(svg).not.toMatch(/NaN|Infinity|<rect/);
  });

  it("show a goal without a target", () => {
    const reached = { label: "So far", value: 0, text: "0" };
    const expected = { label: "Expected", value: 0, text: "0", low: 0, high: 0 };
    const { svg } = panelsSvg([{ shows: { kind: "goal", goal: { reached, expected, target: null } } }], measure, 0);
    expect(texts(svg)).toEqual(["So far", "0", "Expected", "0"]);
    expect(svg).not.toMatch(/NaN/);
  });

  it("put three key figures in a row and cut a label that is too long", () => {
    const tile = { label: "l".repeat(90), value: "¥1", moved: [{ text: "+5%", good: true }] };
    const { svg } = panelsSvg([{ wide: true, shows: { kind: "tiles", tiles: [tile, tile, tile, tile] } }], measure, 0);
    expect(texts(svg).filter((text) => text?.endsWith("…"))).toHaveLength(4);
    expect(svg.match(/<rect/g)).toHaveLength(4);
  });
});
