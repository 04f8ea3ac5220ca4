import type { types } from "@slack/bolt";
import type { Answer, Button, DisplayedTable } from "#answer.ts";
import { cut, limits, portions } from "./limits.ts";
import { escapeText } from "./markup.ts";
import { type ChartBlock, nativeChart, nativeTable } from "./native.ts";

type Block = types.KnownBlock;

/** How answers look besides what they say. */
export interface Look {
  /** Slack's own charts and tables where the answer fits them. */
  readonly native: boolean;
  /** Labels of the two buttons by which an answer is rated; without them there are none. */
  readonly rating?: { readonly good: string; readonly bad: string };
  /** Said at the end of a message that goes on in another. */
  readonly goesOn?: string | undefined;
}

export function sections(text: string): Block[] {
  return portions(text, limits.sectionText).map((part) => ({
    type: "section",
    text: { type: "mrkdwn", text: part, verbatim: true },
  }));
}

export function notes(text: string): Block[] {
  return portions(text, limits.contextText).map((part) => ({
    type: "context",
    elements: [{ type: "mrkdwn", text: part, verbatim: true }],
  }));
}

/** A row a line, the first column bold: columns of monospaced text break on a phone. */
function tableText({ columns, cells }: DisplayedTable): string {
  const head = `_${columns.map(({ label }) => escapeText(label)).join(" · ")}_`;
  const lines = cells.map(([first = "", ...others]) =>
    [`*${escapeText(first)}*`, ...others.map(escapeText)].join(" · "),
  );
  return [head, ...lines].join("\n");
}

/** Buttons in rows as long as Slack takes. What is too long to be sent back cannot be a button. */
export function buttons(list: readonly Button[]): Block[] {
  const elements = list
    .filter(({ value }) => value.length <= limits.buttonValue)
    .map(({ action, label, value }, index) => ({
      type: "button" as const,
      action_id: `parley.${action}.${index}`,
      text: { type: "plain_text" as const, text: cut(label, limits.buttonText) },
      value,
    }));
  const rows: Block[] = [];
  for (let from = 0; from < elements.length; from += limits.buttons)
    rows.push({ type: "actions", elements: elements.slice(from, from + limits.buttons) });
  return rows;
}

function rating(id: string, { good, bad }: NonNullable<Look["rating"]>): Block {
  const text = (label: string) => ({ type: "plain_text" as const, text: cut(label, limits.buttonText) });
  return {
    type: "context_actions",
    elements: [
      {
        type: "feedback_buttons",
        action_id: "parley.rate",
        positive_button: { text: text(good), value: `good:${id}` },
        negative_button: { text: text(bad), value: `bad:${id}` },
      },
    ],
  };
}

/** A picture that was uploaded for this message only. */
export interface UploadedImage {
  readonly fileId: string;
  readonly alt: string;
}

/** Can Slack's own chart stand in for the answer's picture? */
export const drawnBySlack = (answer: Answer, look: Look): ChartBlock | null =>
  look.native && answer.image && answer.table ? nativeChart(answer.headline, answer.table) : null;

/** What an answer says in Block Kit, without its buttons: what is too long for one block goes on in the next. */
export function told(answer: Answer, look: Look, image?: UploadedImage): types.AnyBlock[] {
  const list = (items: readonly string[] | undefined, mark: string): string =>
    (items ?? []).map((item) => `${mark} ${escapeText(item)}`).join("\n");
  const built: types.AnyBlock[] = [...sections(`*${escapeText(answer.headline)}*`)];
  if (answer.error?.hint) built.push(...sections(escapeText(answer.error.hint)));
  if (answer.context !== "") built.push(...notes(escapeText(answer.context)));
  if (image)
    built.push({ type: "image", slack_file: { id: image.fileId }, alt_text: cut(image.alt, limits.alt) } as Block);
  const chart = image === undefined ? drawnBySlack(answer, look) : null;
  if (chart) built.push(chart);
  const kpis = answer.kpis ?? [];
  for (let from = 0; from < kpis.length; from += limits.fields) {
    const fields = kpis.slice(from, from + limits.fields).map(({ label, value, change }) => ({
      type: "mrkdwn" as const,
      verbatim: true,
      text: cut(
        `${escapeText(label)}\n*${escapeText(value)}*${change === undefined ? "" : ` ${escapeText(change)}`}`,
        limits.fieldText,
      ),
    }));
    built.push({ type: "section", fields } as Block);
  }
  if (answer.table && answer.table.rows.length > 0) {
    const table = look.native ? nativeTable(answer.headline, answer.table) : null;
    built.push(...(table ? [table] : sections(tableText(answer.table))));
  }
  for (const text of [list(answer.insights, "•"), list(answer.actions, "→")])
    if (text !== "") built.push(...sections(text));
  const small = [
    ...(answer.footnotes ?? []),
    answer.command === "" ? "" : `\`${answer.command.replaceAll("`", "'")}\``,
  ];
  const foot = small.filter(Boolean).map(escapeText).join("\n");
  if (foot !== "") built.push(...notes(foot));
  return built;
}

/** What can be pressed below an answer. */
export function controls(answer: Answer, look: Look): types.AnyBlock[] {
  const rated = look.rating && answer.error === undefined ? [rating(answer.id, look.rating)] : [];
  return [...buttons(answer.buttons), ...rated];
}

/** What notifications and screen readers get: the finding, and what to do when it is an error. */
export function fallback(answer: Answer): string {
  const hint = answer.error?.hint;
  return cut(escapeText(hint ? `${answer.headline}\n${hint}` : answer.headline), limits.fallbackText);
}
