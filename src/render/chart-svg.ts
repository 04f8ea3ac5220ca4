import * as vega from "vega";
import { expressionInterpreter } from "vega-interpreter";
import { compile, type TopLevelSpec } from "vega-lite";
import { resetSVGDefIds, textMetrics } from "vega-scenegraph";
import type { Measure } from "./measure.ts";
import { innerWidth, theme } from "./theme.ts";

/** A loader that loads nothing and remembers that it was asked: vega itself would go on with an empty chart. */
function createDenyingLoader() {
  let asked = false;
  const deny = async (): Promise<never> => {
    asked = true;
    throw new Error("a chart may not load anything");
  };
  return { load: deny, sanitize: deny, http: deny, file: deny, options: {}, wasAsked: () => asked };
}

/** Makes vega measure text with the real fonts; without a canvas it guesses 0.8 em and labels collide. */
export function installMeasure(measure: Measure): void {
  textMetrics.width = (item, value) => {
    const text = value === null || value === undefined ? "" : String(value).trim();
    const size = item.fontSize ?? 11;
    if (text === "" || size <= 0) return 0;
    const width = measure.width(text, size, item.fontWeight ?? 400);
    return item.limit !== undefined && item.limit > 0 ? Math.min(width, item.limit) : width;
  };
}

/** Fills the frame's width unless the chart says otherwise. */
function sized(spec: TopLevelSpec): TopLevelSpec {
  const single = "mark" in spec || "layer" in spec;
  if (!single || "width" in spec) return spec;
  return { ...spec, width: innerWidth, autosize: { type: "fit", contains: "padding" } } as TopLevelSpec;
}

const silent: vega.LoggerInterface = {
  level: (() => 0) as vega.LoggerInterface["level"],
  error: (...messages: readonly unknown[]) => {
    throw new Error(messages.join(" "));
  },
  warn: () => silent,
  info: () => silent,
  debug: () => silent,
};

/**
 * Draws a vega-lite specification as SVG text. Expressions are interpreted, never compiled to code, and nothing can
 * be loaded. The same specification gives the same text every time.
 */
export async function chartSvg(spec: TopLevelSpec): Promise<string> {
  const compiled = compile(sized(spec), { config: theme, logger: silent }).spec;
  const runtime = vega.parse(compiled, undefined, { ast: true });
  const loader = createDenyingLoader();
  const view = new vega.View(runtime, {
    renderer: "none",
    loader,
    logger: silent,
    expr: expressionInterpreter,
  });
  try {
    await view.runAsync();
    if (loader.wasAsked()) throw new Error("a chart may not load anything");
    resetSVGDefIds();
    return await view.toSVG();
  } finally {
    view.finalize();
  }
}
