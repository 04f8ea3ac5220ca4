import type Library from "pptxgenjs";

/** The library's names for what slides are made of. */
export type Deck = Library.default;
export type Slide = Library.default.Slide;
export type Run = Library.default.TextProps;
export type Shape = Library.default.ShapeType;
export type Border = Library.default.BorderProps;
export type ChartName = Library.default.CHART_NAME;
export type ChartOptions = Library.default.IChartOpts;

/**
 * An empty deck of slides. The library's types describe its CommonJS form, while Node loads the other one, whose default
 * export is the class itself.
 */
export async function openDeck(): Promise<Deck> {
  const loaded = (await import("pptxgenjs")) as unknown as { readonly default: new () => Deck };
  return new loaded.default();
}
