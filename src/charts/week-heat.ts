import type { TopLevelSpec } from "vega-lite";
import { heat, ink } from "./ink.ts";
import { type Box, boxes, chart, chartWidth, emptyPanel, type Label, labels } from "./layers.ts";
import { isNumber } from "./linear.ts";
import { keepInside, textWidth, widest } from "./text-width.ts";

export interface WeekDay {
  readonly label: string;
  /** What stands at the right edge, such as its share of the week. */
  readonly text: string;
  /** One number for each of the 24 hours. */
  readonly hours: readonly number[];
}

/** A run of days and hours `[from, to)` that stands out. */
export interface WeekWindow {
  readonly dayFrom: number;
  readonly dayTo: number;
  readonly hourFrom: number;
  readonly hourTo: number;
  readonly text: string;
}

const top = 26;
const rowHeight = 40;
const mostDays = 7;
const hours = 24;

/**
 * The week as a heat map (周×时热力图): a row for each day, a column for each hour, darker for more, with what stands out
 * outlined and labelled. At most seven days. Hours are labelled every third, as `9:00` reads in every language.
 */
export function weekHeat(given: {
  readonly days: readonly WeekDay[];
  readonly windows: readonly WeekWindow[];
}): TopLevelSpec {
  const days = given.days.slice(0, mostDays);
  const drawn = days.map((day) => Array.from({ length: hours }, (_, hour) => positive(day.hours[hour])));
  const most = Math.max(0, ...drawn.flat());
  if (days.length === 0 || most === 0) return emptyPanel();
  const left =
    Math.min(
      84,
      widest(
        days.map(({ label }) => label),
        14,
      ),
    ) + 10;
  const right =
    chartWidth -
    Math.min(
      52,
      widest(
        days.map(({ text }) => text),
        14,
      ),
    ) -
    8;
  const width = (right - left) / hours;
  const cells: Box[] = [];
  const words: Label[] = [];
  for (let hour = 0; hour < hours; hour += 3) {
    words.push({ x: left + (hour + 0.5) * width, y: 10, text: String(hour), size: 14, fill: ink.quiet });
  }
  days.forEach((day, index) => {
    const y = top + index * rowHeight;
    words.push({ x: left - 10, y: y + rowHeight / 2, text: day.label, size: 14, align: "right", limit: left - 10 });
    words.push({
      x: right + 8,
      y: y + rowHeight / 2,
      text: day.text,
      size: 14,
      align: "left",
      fill: ink.label,
      limit: 52,
    });
    for (const [hour, value] of (drawn[index] ?? []).entries()) {
      const x = left + hour * width;
      const { fill } = value === 0 ? { fill: ink.panel } : heat(value / most);
      cells.push({ x: x + 0.75, x2: x + width - 0.75, y: y + 0.75, y2: y + rowHeight - 0.75, fill });
    }
  });
  const marked = given.windows.filter(({ dayFrom, dayTo }) => dayFrom >= 0 && dayTo <= days.length);
  const outlines = marked.map(({ dayFrom, dayTo, hourFrom, hourTo }): Box => {
    const [x, x2] = [left + hourFrom * width, left + hourTo * width];
    const [y, y2] = [top + dayFrom * rowHeight, top + dayTo * rowHeight];
    return { x, x2, y, y2, fill: "none", stroke: ink.attention, strokeWidth: 3 };
  });
  const tags = marked.map((window): Label => {
    const y = top + ((window.dayFrom + window.dayTo) / 2) * rowHeight;
    const x = keepInside(left + ((window.hourFrom + window.hourTo) / 2) * width, tagWidth(window.text), left, right);
    return { x, y, text: window.text, size: 15, bold: true, fill: ink.attentionText };
  });
  const backs = tags.map(({ x, y, text }): Box => {
    const half = tagWidth(String(text)) / 2;
    return { x: x - half, x2: x + half, y: y - 12, y2: y + 12, fill: ink.paper };
  });
  return chart(top + days.length * rowHeight + 2, [
    ...boxes(cells, { cornerRadius: 2 }),
    ...boxes(outlines, { cornerRadius: 4 }),
    ...boxes(backs, { cornerRadius: 4 }),
    ...labels([...words, ...tags]),
  ]);
}

function positive(value: number | undefined): number {
  return isNumber(value) ? Math.max(0, value) : 0;
}

function tagWidth(text: string): number {
  return textWidth(text, 15, true) + 12;
}
