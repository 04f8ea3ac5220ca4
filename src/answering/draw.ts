import type { Image } from "#answer.ts";
import type { Print } from "#export/paper.ts";
import type { Words } from "#messages.ts";
import type { Log } from "#platform.ts";
import type { Renderer } from "#render/renderer.ts";
import type { Reply } from "#reply.ts";
import { type Dated, freshnessFooter } from "./freshness.ts";

/** What drawing needs besides the reply. */
export interface Studio extends Dated {
  readonly renderer: Renderer;
  readonly log: Log;
}

/** The reply's chart or board without a frame, for a file whose page says the rest; undefined where there is none. */
export async function print(reply: Reply, words: Words, { renderer }: Studio): Promise<Print | undefined> {
  const { chart, board } = reply;
  if (chart === undefined && board === undefined) return undefined;
  const alt = chart?.alt ?? board?.alt ?? reply.headline;
  const drawn = chart ? { spec: chart.spec } : board ? { panels: board.panels } : {};
  const { png, width, height } = await renderer.render({ title: "", ...drawn, locale: words.locale, alt });
  return { png, width, height, alt };
}

/** The reply's picture: its chart, its board, or the designed card of an empty result; undefined where there is nothing to show. */
export async function draw(reply: Reply, context: string, words: Words, studio: Studio): Promise<Image | undefined> {
  const { chart, board } = reply;
  if (chart === undefined && board === undefined && reply.empty !== true) return undefined;
  const alt = chart?.alt ?? board?.alt ?? reply.headline;
  const hint = reply.actions?.[0] ?? words.say("empty.hint");
  const { png, width, height, missingGlyphs } = await studio.renderer.render({
    title: reply.headline,
    subtitle: [chart?.subtitle ?? board?.subtitle, context].filter(Boolean).join(words.locale === "zh" ? " · " : " | "),
    footer: freshnessFooter(studio, words),
    locale: words.locale,
    alt,
    ...(chart
      ? { spec: chart.spec }
      : board
        ? { panels: board.panels }
        : { note: { title: words.say("empty.card"), hint } }),
  });
  if (missingGlyphs.length > 0) studio.log.warn({ glyphs: missingGlyphs }, "characters without a glyph");
  return { png, alt, width, height };
}
