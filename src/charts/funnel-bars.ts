import type { TopLevelSpec } from "vega-lite";
import { ink } from "./ink.ts";
import { type Box, boxes, chart, chartWidth, emptyPanel, type Label, labels } from "./layers.ts";
import { extent, isNumber } from "./linear.ts";
import { plotFrom, plotted } from "./plot.ts";
import { textWidth, widest } from "./text-width.ts";

export interface FunnelStage {
  readonly label: string;
  readonly value: number;
  /** The value as it is to be read. */
  readonly text: string;
  /** Conversion from the stage above, set between the two bars with an arrow. */
  readonly conversionText?: string;
  /** The stage the headline speaks of: the leak. */
  readonly highlight?: boolean;
}

const mostStages = 12;

/**
 * A funnel (漏斗图): one centred bar per stage in the order given, 1 to 12, as wide as its value, with the conversion
 * between bars. Values below zero are drawn as zero; a stage of zero keeps a sliver, so that it stays visible.
 */
export function funnelBars({ stages: given }: { stages: readonly FunnelStage[] }): TopLevelSpec {
  const stages = given.slice(0, mostStages);
  if (stages.length === 0) return emptyPanel();
  const gaps = stages.some((stage, i) => i > 0 && stage.conversionText);
  const step = Math.min(66, Math.max(gaps ? 40 : 34, 330 / stages.length));
  const barHeight = gaps ? Math.min(38, step - 19) : step * 0.66;
  const height = Math.max(70, (stages.length - 1) * step + barHeight + 8);
  const first = (height - (stages.length - 1) * step) / 2;
  const crowded = stages.length > 7;
  const [nameSize, textSize, conversionSize] = crowded ? [15, 15, 12.5] : [16, 17, 14.5];

  const nameRoom =
    Math.min(
      180,
      widest(
        stages.map((stage) => stage.label),
        nameSize,
        // The highlighted one is bold.
        true,
      ),
    ) + 12;
  const middle = (nameRoom + chartWidth) / 2;
  const most = Math.max(0, extent(stages.map((stage) => stage.value))?.[1] ?? 0);

  const bars: Box[] = [];
  const words: Label[] = [];
  stages.forEach((stage, i) => {
    const y = first + i * step;
    const value = isNumber(stage.value) ? Math.max(0, stage.value) : 0;
    const width = Math.max(3, most > 0 ? (value / most) * (chartWidth - nameRoom) : 0);
    const fill = stage.highlight ? ink.attention : ink.highlight;
    bars.push({ x: middle - width / 2, x2: middle + width / 2, y: y - barHeight / 2, y2: y + barHeight / 2, fill });
    words.push({
      x: nameRoom - 12,
      y,
      text: stage.label,
      size: nameSize,
      align: "right",
      limit: nameRoom - 12,
      bold: stage.highlight ?? false,
    });

    const inside = textWidth(stage.text, textSize, true) + 18 <= width;
    const value_ = { y, text: stage.text, size: textSize, bold: true };
    if (inside) words.push({ ...value_, x: middle, fill: stage.highlight ? ink.strong : ink.paper });
    else words.push({ ...value_, x: middle + width / 2 + 8, align: "left" });

    if (i === 0 || !stage.conversionText) return;
    words.push({
      x: middle,
      y: y - step / 2,
      text: /^[↓↘→]/.test(stage.conversionText) ? stage.conversionText : `↓ ${stage.conversionText}`,
      size: conversionSize,
      fill: stage.highlight ? ink.attentionText : ink.quiet,
      bold: stage.highlight ?? false,
    });
  });
  const spec = chart(height, [...boxes(bars, { cornerRadius: 4 }), ...labels(words)]);
  return plotted(spec, plotFrom("bars", stages));
}
