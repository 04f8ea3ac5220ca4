import type { Seen, SeenForm } from "../rig.ts";
import { brokenLimits, brokenViewLimits } from "./block-kit-limits.ts";
import type { OpenView, Posted } from "./slack-board.ts";
import type { SlackServer } from "./slack-server.ts";

type Any = Record<string, any>;

/** Text as Slack shows it: bold, italics and code marks go, then the escapes. */
export function shownText(text: Any): string {
  if (text.type !== "mrkdwn") return text.text;
  return text.text
    .replace(/(^|\s)\*([^*\n]+)\*(?=\s|$)/gm, "$1$2")
    .replace(/(^|\s)_([^_\n]+)_(?=\s|$)/gm, "$1$2")
    .replace(/(^|\s)`([^`\n]+)`(?=\s|$)/gm, "$1$2")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

function textsOf(block: Any): string[] {
  if (block.type === "section")
    return [...(block.text ? [block.text] : []), ...(block.fields ?? [])].map((text: Any) => shownText(text));
  if (block.type === "header") return [shownText(block.text)];
  if (block.type === "context") return block.elements.map((text: Any) => shownText(text));
  if (block.type === "data_table") return block.rows.map((row: Any[]) => row.map(({ text }) => text).join(" · "));
  return [];
}

/** Everything that a list of blocks says, a text a line. */
export const spoken = (blocks: readonly Any[]): string => blocks.flatMap(textsOf).join("\n");

/** The same with what can be pressed and chosen. */
export function spokenWithControls(blocks: readonly Any[]): string {
  const labels = blocks.flatMap(({ elements = [], accessory }) => [
    ...elements.flatMap(({ text }: Any) => text?.text ?? []),
    ...(accessory?.options ?? []).map(({ text }: Any) => text.text),
  ]);
  return [spoken(blocks), ...labels].join("\n");
}

/** Is it a note that work is under way? An answer always has blocks. */
export const isNote = ({ blocks, files }: Posted): boolean => blocks.length === 0 && files.length === 0;

/** A message as people see it. A direct message has one reader. */
export function seenOf(server: SlackServer, posted: Posted, readers: ReadonlyMap<string, string>): Seen {
  const { blocks, channel, files } = posted;
  const buttons = blocks.flatMap(({ type, elements }) => (type === "actions" ? elements : []));
  const inside = blocks.flatMap(({ type, slack_file: file, alt_text: alt }) =>
    type === "image" ? [{ id: file.id as string, alt: alt as string }] : [],
  );
  const isPicture = (id: string): boolean => server.board.files.get(id)?.name.endsWith(".png") ?? true;
  const attached = files.filter(isPicture).map((id) => ({ id, alt: server.board.files.get(id)?.alt ?? null }));
  return {
    channel,
    onlyFor: posted.onlyFor ?? readers.get(channel) ?? null,
    // That an answer goes on below is said amid it.
    text:
      blocks.length > 0
        ? spoken(blocks.filter(({ block_id: id }) => id !== "goes-on"))
        : shownText({ type: "mrkdwn", text: posted.text }),
    buttons: buttons.map(({ text, action_id: action, value }) => ({ label: text.text, press: { action, value } })),
    images: [...inside, ...attached].flatMap(({ id, alt }) => {
      const png = server.board.files.get(id)?.png;
      return png === undefined ? [] : [{ png, alt }];
    }),
    files: files.flatMap((id) => {
      const { name = "", png: bytes } = server.board.files.get(id) ?? {};
      return isPicture(id) || bytes === undefined ? [] : [{ name, bytes }];
    }),
    complaints: blocks.length > 0 ? brokenLimits(blocks) : [],
  };
}

const choices = (options: readonly Any[]) =>
  options.map(({ text, value }) => ({ label: text.text as string, value: String(value).slice(1) }));

/** A modal as the person before it sees it. */
export function formOf({ user, view }: OpenView): SeenForm {
  return {
    onlyFor: user,
    title: view.title.text,
    fields: view.blocks.map(({ block_id: name, label, optional, element }: Any) => ({
      name,
      label: label.text,
      required: optional !== true,
      value: element.initial_value ?? element.initial_option?.value.slice(1) ?? "",
      ...(element.options ? { choices: choices(element.options) } : {}),
    })),
    complaints: brokenViewLimits(view),
  };
}
