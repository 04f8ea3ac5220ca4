/** The parts of vega-scenegraph that the renderer replaces or calls; the package ships no types. */
declare module "vega-scenegraph" {
  interface TextItem {
    readonly fontSize?: number;
    readonly fontWeight?: string | number;
    readonly limit?: number;
  }
  export const textMetrics: { width(item: TextItem, text: unknown): number };
  export function resetSVGDefIds(): void;
}
