import type { Answer, Button, Form, Image } from "#answer.ts";
import { exportReply, showsPicture } from "#export/export-reply.ts";
import type { Words } from "#messages.ts";
import type { FileFormat } from "#question.ts";
import type { Reply } from "#reply.ts";
import { draw, print, type Studio } from "./draw.ts";
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
  /** The file that was asked for, and what it is to be called. */
  readonly file?: { readonly format: FileFormat; readonly name: string };
}

/** The reply as a file; its chart is drawn once more, without the frame that the file's own page replaces. */
async function fileOf(reply: Reply, { file, ...around }: Surroundings, words: Words, studio: Studio) {
  if (file === undefined || reply.empty === true) return [];
  const printed = showsPicture(reply, file.format) ? await print(reply, words, studio) : undefined;
  const { name, format } = file;
  return [await exportReply(reply, format, { ...around, words, name, ...(printed && { print: printed }) })];
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
  const files = await fileOf(reply, around, words, studio).catch((error: unknown) => {
    studio.log.error({ id: around.id, err: error }, "export failed");
    notes.push(words.say("failure.export", { id: around.id }));
    return [];
  });
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
    ...(files.length === 0 ? {} : { files }),
  };
}
