import type { Answer } from "#answer.ts";
import type { Seen } from "./rig.ts";

/** Text as far as it can be read: widths, spaces, joiners and escapes do not count. */
export const squeeze = (text: string): string => text.normalize("NFKC").replace(/\s|\\|\p{Cf}|\ufe0f/gu, "");

/** Every text of an answer that its readers must get, buttons and pictures left out. */
export function textsOf({ headline, context, kpis, table, insights, actions, footnotes, command, error }: Answer) {
  return [
    ...[headline, context, command, error?.hint ?? ""],
    ...(kpis ?? []).flatMap(({ label, value, change = "" }) => [label, value, change]),
    ...(table ? [...table.columns.map(({ label }) => label), ...table.cells.flat()] : []),
    ...[...(insights ?? []), ...(actions ?? []), ...(footnotes ?? [])],
  ].filter((text) => text !== "");
}

/**
 * Texts that cannot be read in the messages, in pieces: sentences, of what has none 25 characters. Where a message
 * ends, the next one goes on.
 */
export function missing(texts: readonly string[], messages: readonly Seen[]): string[] {
  const shown = squeeze(messages.map(({ text }) => text).join(""));
  const pieces = texts.flatMap((text) => text.split(/(?<=[.。])/u).flatMap((part) => part.match(/.{1,25}/gsu) ?? []));
  return pieces.filter((piece) => !shown.includes(squeeze(piece)));
}

/** What must never be wrong with a message, whatever it says. */
export function flaws(messages: readonly Seen[]): string[] {
  return messages.flatMap(({ text, buttons, complaints }) => [
    ...complaints,
    ...[text, ...buttons.map(({ label }) => label)]
      .filter((said) => /\p{Surrogate}/u.test(said))
      .map(() => "half a character"),
  ]);
}

/** The messages that say something about a tag. */
export const about = (messages: readonly Seen[], tag: string): Seen[] =>
  messages.filter(({ text }) => squeeze(text).includes(squeeze(tag)));
