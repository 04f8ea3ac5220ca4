import type { Answer, Button, Form, Image } from "#answer.ts";
import type { Words } from "#messages.ts";
import type { Reply } from "#reply.ts";
import { draw, type Studio } from "./draw.ts";
import { display } from "./table.ts";

/** What surrounds a reply on its way to a platform. */
export interface Surroundings {
  readonly id: string;
  readonly command: string;
  readonly context: string;
  /** Added behind the reply's own. */
  readonly footnotes: readonly string[];
  readonly buttons: readonly Button[];
  readonly visibility: Answer["visibility"];
  readonly form?: Form;
  readonly draw: boolean;
}

/** A reply made ready for any platform: its table in words, its chart drawn, its surroundings added. */
export async function compose(reply: Reply, around: Surroundings, words: Words, studio: Studio): Promise<Answer> {
  const { chart, followUps: _, table, footnotes = [], period: __, record: ___, lacks: ____, ...rest } = reply;
  const notes = [...footnotes, ...around.footnotes];
  let image: Image | undefined;
  if (around.draw) {
    image = await draw(reply, around.context, words, studio).catch((error: unknown) => {
      // The numbers are right without their picture: say so rather than fail the answer.
      studio.log.error({ id: around.id, err: error }, "chart failed");
      notes.push(words.say("failure.chart", { id: around.id }));
      return undefined;
    });
  }
  return {
    ...rest,
    id: around.id,
    command: around.command,
    locale: words.locale,
    context: around.context,
    footnotes: notes,
    buttons: around.buttons,
    visibility: around.visibility,
    ...(around.form === undefined ? {} : { form: around.form }),
    ...(chart || rest.board ? { alt: chart?.alt ?? rest.board?.alt ?? reply.headline } : {}),
    ...(table === undefined ? {} : { table: display(table, words) }),
    ...(image === undefined ? {} : { image }),
  };
}
