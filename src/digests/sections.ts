import { forecast } from "./forecast.ts";
import { heldBack } from "./held-back.ts";
import { keyFigures } from "./key-figures.ts";
import { movers } from "./movers.ts";
import { pipeline } from "./pipeline.ts";
import { quality } from "./quality.ts";
import { churnRisks } from "./risks.ts";
import { satisfaction } from "./satisfaction.ts";
import type { Source, Told } from "./section.ts";
import type { DigestSpan } from "./span.ts";
import { team } from "./team.ts";
import { trend } from "./trend.ts";

/** The parts of a digest, each a command asked. */
export const sectionsOf = (source: Source, span: DigestSpan) => ({
  key_figures: () => keyFigures(source, span),
  trend: () => trend(source, span),
  pipeline: () => pipeline(source, span),
  forecast: () => forecast(source),
  team: () => team(source, span),
  risks: () => churnRisks(source),
  satisfaction: () => satisfaction(source, span),
  quality: () => quality(source),
  held_back: () => heldBack(source),
  movers: () => movers(source, span),
});

/** What they told. */
export type DigestTold = Told<ReturnType<typeof sectionsOf>>;
