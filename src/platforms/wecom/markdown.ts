import type { Answer, Button, DisplayedTable } from "#answer.ts";
import { code, escapeCell, escapeLine, escapeText } from "./escape.ts";
import { bytesOf, pieces } from "./lengths.ts";
import { say } from "./words.ts";

/** Lines that belong together; where they must be parted, `head` is said again. */
interface Block {
  readonly head?: readonly string[];
  readonly lines: readonly string[];
}

/** What one of WeCom's markdowns can show. */
export interface Flavour {
  /** Bytes of one message. */
  readonly limit: number;
  readonly tables: boolean;
  readonly lists: boolean;
}

/** More columns than these do not fit beside each other on a phone. */
const mostColumns = 4;
/** A longer headline is no headline: bold would go on over the end of a message. */
const longestBold = 200;

const bold = (text: string): string =>
  text === "" || text.length > longestBold ? escapeLine(text) : `**${escapeLine(text)}**`;

/** Columns as a table, or a row a line where a table is not possible or would not fit on a phone. */
function tableBlock({ columns, cells }: DisplayedTable, { tables }: Flavour): Block {
  if (tables && columns.length <= mostColumns) {
    const row = (parts: readonly string[]): string => `| ${parts.join(" | ")} |`;
    const head = [
      row(columns.map(({ label }) => escapeCell(label))),
      row(columns.map(({ format }) => (format === "text" || format === "date" ? ":--" : "--:"))),
    ];
    return { head, lines: cells.map((values) => row(values.map(escapeCell))) };
  }
  const lines = cells.map(([first = "", ...others]) => [bold(first), ...others.map(escapeLine)].join(" · "));
  return { head: [columns.map(({ label }) => escapeLine(label)).join(" · ")], lines };
}

/** Commands that no button says in full. */
function unsaidBlock(unsaid: readonly (Button & { readonly mark?: string })[], answer: Answer): Block {
  const lines = unsaid.map(({ action, label, value, mark }) =>
    [mark, label === value ? "" : escapeLine(label), action === "ask" ? code(value) : ""].filter(Boolean).join(" "),
  );
  return { lines: lines.length === 0 ? [] : [say(answer.locale, "also"), ...lines] };
}

/** An answer, most important first. `unsaid` are the buttons that are not shown, or not by their whole names. */
function blocksOf(answer: Answer, unsaid: readonly (Button & { readonly mark?: string })[], flavour: Flavour): Block[] {
  const item = flavour.lists ? "- " : "• ";
  const quoted = (texts: readonly string[]): Block => ({
    lines: texts.flatMap((text) => escapeText(text).split("\n")).map((line) => `> ${line}`),
  });
  const listed = (texts: readonly string[] | undefined, mark: string): Block => ({
    lines: (texts ?? []).map((text) => `${mark}${escapeLine(text)}`),
  });
  const alt = answer.image?.alt ?? answer.alt ?? "";
  const kpis = (answer.kpis ?? []).map(({ label, value, change }) =>
    [`${item}${escapeLine(label)}`, bold(value), change === undefined ? "" : escapeLine(change)]
      .filter(Boolean)
      .join(" "),
  );
  return [
    { lines: [bold(answer.headline)] },
    { lines: answer.error?.hint ? escapeText(answer.error.hint).split("\n") : [] },
    quoted(answer.context === "" ? [] : [answer.context]),
    { lines: kpis },
    answer.table && answer.table.rows.length > 0 ? tableBlock(answer.table, flavour) : { lines: [] },
    listed(answer.insights, item),
    listed(answer.actions, flavour.lists ? "- " : "→ "),
    quoted(alt === "" || alt === answer.headline ? [] : [say(answer.locale, "picture", { alt })]),
    quoted(answer.footnotes ?? []),
    { lines: answer.command === "" ? [] : [`> ${code(answer.command)}`] },
    unsaidBlock(unsaid, answer),
  ];
}

/** Blocks in messages of so many bytes, parted between blocks where that is possible, else between lines. */
function messages(blocks: readonly Block[], limit: number): string[] {
  const found: string[] = [];
  let message = "";
  const room = (text: string, gap: string): boolean => bytesOf(message) + bytesOf(gap) + bytesOf(text) <= limit;
  const begin = (text: string): void => {
    if (message !== "") found.push(message);
    message = text;
  };
  for (const { head = [], lines } of blocks.filter((block) => block.lines.length > 0)) {
    const whole = [...head, ...lines].join("\n");
    const gap = message === "" ? "" : "\n\n";
    if (room(whole, gap)) {
      message += gap + whole;
      continue;
    }
    if (bytesOf(whole) <= limit) {
      begin(whole);
      continue;
    }
    const title = head.join("\n");
    const headed = (line: string): string => (title === "" ? line : `${title}\n${line}`);
    let first = true;
    for (const line of lines) {
      const longest = limit - bytesOf(headed(""));
      for (const piece of bytesOf(line) <= longest ? [line] : pieces(line, longest)) {
        const before = message === "" ? "" : first ? "\n\n" : "\n";
        const text = first ? headed(piece) : piece;
        if (room(text, before)) message += before + text;
        else begin(headed(piece));
        first = false;
      }
    }
  }
  if (message !== "") found.push(message);
  return found;
}

/** An answer in as many messages of markdown as it takes; no text is left out. */
export function markdown(
  answer: Answer,
  unsaid: readonly (Button & { readonly mark?: string })[],
  flavour: Flavour,
): string[] {
  return messages(blocksOf(answer, unsaid, flavour), flavour.limit);
}
