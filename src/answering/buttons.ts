import type { Button } from "#answer.ts";
import type { Command } from "#command.ts";
import { again } from "#grammar/again.ts";
import type { Words } from "#messages.ts";
import { appliesTo, type Dimension } from "#model/dimensions.ts";
import type { Question } from "#question.ts";
import type { Reply } from "#reply.ts";

/** Dimensions worth a button, best first. */
const breakdowns = ["region", "channel", "owner", "industry", "source", "product", "country"];
const most = 6;

/**
 * The buttons under an answer: what the command itself proposes, other periods, a breakdown, sharing or a spreadsheet
 * (other formats are reached by words), how it was computed, changing it, and doubting it. At most six, so that every
 * platform can show them.
 */
export function buttonsFor(
  command: Command,
  question: Question,
  reply: Reply,
  about: {
    readonly shared: boolean;
    readonly forms: boolean;
    readonly words: Words;
    readonly dimensions: readonly Dimension[];
    /** The answer's reference, for doubts about its numbers; null where it has none. */
    readonly doubt: string | null;
  },
): Button[] {
  const { shared, forms, words, dimensions, doubt } = about;
  const offered: Button[] = (reply.followUps ?? []).map(({ label, ask }) => ({ action: "ask", label, value: ask }));
  if (command.period !== null && question.text.includes(question.period.name)) {
    const periods: [string, string][] = [
      ["last30d", words.say("button.last30d")],
      ["last90d", words.say("button.last90d")],
      ["this quarter", words.say("button.quarter")],
    ];
    for (const [period, label] of periods) {
      if (period !== question.period.name) offered.push({ action: "ask", label, value: again(question, { period }) });
    }
  }
  const table = command.narrows;
  if (table !== null && (command.groupings ?? 1) > 0 && question.by.length === 0) {
    const fitting = breakdowns.filter((name) => {
      const dimension = dimensions.find((one) => one.name === name);
      return (
        dimension !== undefined &&
        appliesTo(dimension, table) &&
        !question.filters.some((one) => one.dimension === name)
      );
    });
    for (const name of fitting.slice(0, 1)) {
      const label = words.say("button.by", { dimension: words.dimension(name) });
      offered.push({ action: "ask", label, value: again(question, { by: [name] }) });
    }
  }
  const fixed: Button[] = [];
  if (shared && !command.personal)
    fixed.push({ action: "share", label: words.say("button.share"), value: question.text });
  // In a channel a file would go elsewhere than its button; words still ask for one there.
  if (!shared && reply.table !== undefined && command.narrows !== null && question.export === null)
    fixed.push({ action: "ask", label: words.say("button.export"), value: `${question.text} xlsx` });
  if (!command.personal) fixed.push({ action: "explain", label: words.say("button.explain"), value: question.text });
  if (forms && command.period !== null) {
    fixed.push({ action: "edit", label: words.say("button.edit"), value: question.text });
  }
  if (doubt !== null) fixed.push({ action: "ask", label: words.say("button.wrong"), value: `/wrong ${doubt}` });
  const seen = new Set([question.text]);
  const distinct = offered.filter((button) => !seen.has(button.value) && seen.add(button.value));
  return [...distinct.slice(0, most - fixed.length), ...fixed];
}
