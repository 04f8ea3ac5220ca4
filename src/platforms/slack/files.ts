import type { webApi } from "@slack/bolt";
import type { Answer, Attachment } from "#answer.ts";
import { call } from "./call.ts";
import { cut, limits } from "./limits.ts";
import type { Destination } from "./posted.ts";

/**
 * Posts the files of an answer below it, one message each. A lost reply leaves open whether a file is there: it is posted
 * again, as the same file twice is a smaller harm than none.
 */
export async function postFiles(
  client: webApi.WebClient,
  { channel, thread }: Destination,
  files: readonly Attachment[],
): Promise<void> {
  for (const { name, bytes } of files) {
    await call(() =>
      client.filesUploadV2({
        channel_id: channel,
        file: Buffer.from(bytes),
        filename: name,
        title: cut(name, limits.buttonText),
        ...(thread === undefined ? {} : { thread_ts: thread }),
      } as webApi.FilesUploadV2Arguments),
    );
  }
}

/** An answer that says where its files are, when they cannot be where it is: nothing that is uploaded is for one alone. */
export const pointingTo = (answer: Answer, where: string): Answer =>
  answer.files === undefined ? answer : { ...answer, footnotes: [...(answer.footnotes ?? []), where] };
