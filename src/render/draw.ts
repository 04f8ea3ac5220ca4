import type { TopLevelSpec } from "vega-lite";
import type { Panel } from "#reply.ts";
import { readAdvances } from "./advances.ts";
import { chartSvg, installMeasure } from "./chart-svg.ts";
import { cleanText, cleanValue, createCleaning } from "./clean.ts";
import type { FontFiles } from "./fonts.ts";
import { type Framed, frame } from "./frame.ts";
import { createMeasure, type Measure } from "./measure.ts";
import type { Drawn, Picture } from "./picture.ts";

/** Draws pictures in the calling thread. */
export interface Drawer {
  readonly measure: Measure;
  /** The picture as SVG, with what cleaning took out. */
  svg(picture: Picture): Promise<Framed & Pick<Drawn, "missingGlyphs" | "invalidNumbers">>;
  draw(picture: Picture): Promise<Drawn>;
}

/** Reads the fonts' metrics and prepares vega. `exportFontconfig` must have run in the main thread before. */
export async function createDrawer(fonts: FontFiles, cacheDir: string): Promise<Drawer> {
  const measure = createMeasure(await readAdvances(fonts, cacheDir));
  installMeasure(measure);

  const svg: Drawer["svg"] = async (picture) => {
    const cleaning = createCleaning();
    const text = (value: string) => cleanText(value, measure, cleaning, 400);
    const spec = cleanValue(picture.spec, measure, cleaning) as TopLevelSpec | undefined;
    const panels = cleanValue(picture.panels, measure, cleaning) as readonly Panel[] | undefined;
    const framed = frame(
      {
        title: text(picture.title),
        subtitle: text(picture.subtitle ?? ""),
        footer: text(picture.footer ?? ""),
        ...(picture.note ? { note: { title: text(picture.note.title), hint: text(picture.note.hint) } } : {}),
        ...(panels ? { panels } : {}),
        locale: picture.locale,
        alt: picture.alt,
      },
      spec && !panels && !picture.note ? await chartSvg(spec) : undefined,
      measure,
    );
    return { ...framed, missingGlyphs: [...cleaning.missingGlyphs], invalidNumbers: cleaning.invalidNumbers };
  };

  return {
    measure,
    svg,
    async draw(picture) {
      // Loaded late, so that reading the metrics never waits for the native library.
      const { raster } = await import("./raster.ts");
      const { svg: text, missingGlyphs, invalidNumbers } = await svg(picture);
      return { ...(await raster(text)), missingGlyphs, invalidNumbers };
    },
  };
}
