import type { TopLevelSpec } from "vega-lite";
import { expect } from "vitest";
import type { Drawer } from "#render/draw.ts";
import type { Measure } from "#render/measure.ts";

/** A line of text in a drawn chart, with the box it takes, in the chart's own pixels. */
export interface Written {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly fill: string;
}

const entities: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "&#39;": "'" };
const decode = (text: string) => text.replace(/&(lt|gt|amp|quot|#39);/g, (entity) => entities[entity] ?? entity);

/** Every text that vega wrote, measured with the fonts it will be drawn in. */
export function written(svg: string, measure: Measure): Written[] {
  const pattern =
    /<text text-anchor="(\w+)" transform="translate\(([-\d.]+),([-\d.]+)\)"[^>]*font-size="([\d.]+)px" font-weight="(\d+)" fill="(#\w+)"[^>]*(?<!\/)>(.*?)<\/text>/g;
  return [...svg.matchAll(pattern)].flatMap(([, anchor, x, y, fontSize, weight, fill, inner]) => {
    const size = Number(fontSize);
    return inner!
      .split(/<tspan[^>]*>/)
      .filter(Boolean)
      .map((line, i) => {
        const text = decode(line.replace(/<[^>]*>/g, ""));
        const width = measure.width(text, size, weight);
        const left = Number(x) - (anchor === "end" ? width : anchor === "middle" ? width / 2 : 0);
        const baseline = Number(y) + i * 18;
        return {
          text,
          left,
          right: left + width,
          top: baseline - size * 0.75,
          bottom: baseline + size * 0.1,
          fill: fill!,
        };
      });
  });
}

/** Pairs of texts that touch each other. */
export function collisions(texts: readonly Written[]): string[] {
  return texts.flatMap((a, i) =>
    texts
      .slice(i + 1)
      .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
      .map((b) => `${a.text} × ${b.text}`),
  );
}

/** Draws, and checks what holds for every chart: nothing outside its width, no text on text, no broken number. */
export async function sound(drawer: Drawer, spec: TopLevelSpec): Promise<Written[]> {
  const { svg } = await drawer.svg({ title: "", spec, locale: "en", alt: "" });
  expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  const texts = written(svg, drawer.measure);
  for (const text of texts) {
    expect(text.left, text.text).toBeGreaterThan(-1);
    expect(text.right, text.text).toBeLessThan(513);
    expect(text.top, text.text).toBeGreaterThan(-1);
  }
  expect(collisions(texts)).toEqual([]);
  return texts;
}
