import type { types } from "@slack/bolt";
import type { Answer, DisplayedTable } from "#answer.ts";
import { cut, limits, portions } from "./limits.ts";

type Block = types.KnownBlock;

/**
 * Slack's three control characters. Together with `verbatim`, which stops Slack from making links and mentions of plain
 * text, no name out of the CRM can mention or link; at worst it is set in bold.
 */
export function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

function sections(text: string): Block[] {
  return portions(text, limits.sectionText).map((part) => ({
    type: "section",
    text: { type: "mrkdwn", text: part, verbatim: true },
  }));
}

function notes(text: string): Block[] {
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

function buttons(answer: Answer): Block[] {
  const fitting = answer.buttons.filter(({ value }) => value.length <= limits.buttonValue).slice(0, limits.buttons);
  if (fitting.length === 0) return [];
  const elements = fitting.map(({ action, label, value }, index) => ({
    type: "button" as const,
    action_id: `parley.${action}.${index}`,
    text: { type: "plain_text" as const, text: cut(label, limits.buttonText) },
    value,
  }));
  return [{ type: "actions", elements }];
}

/** A picture that was uploaded for this message only. */
export interface UploadedImage {
  readonly fileId: string;
  readonly alt: string;
}

/** An answer in Block Kit: what is too long for one block goes on in the next, up to the 50 blocks that Slack takes. */
export function blocks(answer: Answer, image?: UploadedImage): Block[] {
  const list = (items: readonly string[] | undefined, mark: string): string =>
    (items ?? []).map((item) => `${mark} ${escapeText(item)}`).join("\n");
  const built: Block[] = [...sections(`*${escapeText(answer.headline)}*`)];
  if (answer.error?.hint) built.push(...sections(escapeText(answer.error.hint)));
  if (answer.context !== "") built.push(...notes(escapeText(answer.context)));
  if (image) built.push({ type: "image", slack_file: { id: image.fileId }, alt_text: cut(image.alt, limits.alt) });
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
    built.push({ type: "section", fields });
  }
  if (answer.table && answer.table.rows.length > 0) built.push(...sections(tableText(answer.table)));
  for (const text of [list(answer.insights, "•"), list(answer.actions, "→")])
    if (text !== "") built.push(...sections(text));
  const small = [
    ...(answer.footnotes ?? []),
    answer.command === "" ? "" : `\`${answer.command.replaceAll("`", "'")}\``,
  ];
  const foot = small.filter(Boolean).map(escapeText).join("\n");
  if (foot !== "") built.push(...notes(foot));
  const actions = buttons(answer);
  return [...built.slice(0, limits.blocks - actions.length), ...actions];
}

/** What notifications and screen readers get: the finding, and what to do when it is an error. */
export function fallback(answer: Answer): string {
  const hint = answer.error?.hint;
  return cut(escapeText(hint ? `${answer.headline}\n${hint}` : answer.headline), limits.fallbackText);
}
