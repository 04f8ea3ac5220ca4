import { createHash } from "node:crypto";
import type { Answer, Attachment, Image } from "#answer.ts";
import { arrange, asText } from "./buttons.ts";
import { buttonCard, type Card, formCard } from "./cards.ts";
import { limits } from "./limits.ts";
import { type Flavour, markdown } from "./markdown.ts";

export const botFlavour: Flavour = { limit: limits.botText, tables: true, lists: true };
export const appFlavour: Flavour = { limit: limits.appText, tables: false, lists: false };
export const webhookFlavour: Flavour = { limit: limits.webhookText, tables: true, lists: true };

/** An answer as messages: texts in order, then the picture, the files, and the card. */
export interface Composed {
  readonly texts: readonly string[];
  readonly image: Image | null;
  readonly files: readonly Attachment[];
  readonly cards: readonly Card[];
}

/** For a place where cards can be pressed: `task` names them. */
export function withCards(answer: Answer, flavour: Flavour, task: () => string): Composed {
  const { unsaid } = arrange(answer);
  const form = answer.form === undefined ? null : formCard(answer.form, task());
  const buttons = buttonCard(answer, task());
  return {
    texts: markdown(answer, unsaid, flavour),
    image: answer.image ?? null,
    files: answer.files ?? [],
    cards: [form, buttons].filter((card) => card !== null),
  };
}

/** For a place where nothing can be pressed: commands are said. */
export function withoutCards(answer: Answer, flavour: Flavour): Composed {
  const { image = null, files = [] } = answer;
  return { texts: markdown(answer, asText(answer), flavour), image, files, cards: [] };
}

/** A picture as WeCom takes it within a message. */
export function inlined({ png }: Image): { readonly base64: string; readonly md5: string } {
  return { base64: Buffer.from(png).toString("base64"), md5: createHash("md5").update(png).digest("hex") };
}
