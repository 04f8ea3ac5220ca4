import type { types } from "@slack/bolt";
import type { Answer } from "#answer.ts";
import { controls, type Look, notes, told, type UploadedImage } from "./blocks.ts";
import { limits } from "./limits.ts";

/** The blocks of one message. */
export type Blocks = types.AnyBlock[];

/** Characters of all texts in a block, as Slack counts them towards the whole message. */
function charactersOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, one) => sum + charactersOf(one), 0);
  if (typeof value !== "object" || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, one]) => sum + (key === "text" && typeof one === "string" ? one.length : charactersOf(one)),
    0,
  );
}

/**
 * An answer as the messages that it takes: all of it, in reading order. The first has the buttons, and says when it goes
 * on below.
 */
export function messages(
  answer: Answer,
  look: Look = { native: false },
  image?: UploadedImage,
): readonly [Blocks, ...Blocks[]] {
  const last = controls(answer, look);
  const goesOn = look.goesOn === undefined ? [] : notes(look.goesOn).map((note) => ({ ...note, block_id: "goes-on" }));
  const first: Blocks = [];
  const more: Blocks[] = [];
  let message = first;
  let room = limits.blocks - last.length - goesOn.length;
  let characters = charactersOf([last, goesOn]);
  for (const block of told(answer, look, image)) {
    const size = charactersOf(block);
    if (message.length === room || (message.length > 0 && characters + size > limits.messageCharacters)) {
      message = [];
      more.push(message);
      room = limits.blocks;
      characters = 0;
    }
    message.push(block);
    characters += size;
  }
  return [[...first, ...(more.length > 0 ? goesOn : []), ...last], ...more];
}
