import type { Answer } from "#answer.ts";
import type { Words } from "#messages.ts";
import type { Platform } from "#platform.ts";

const megabyte = 1024 * 1024;

/** An answer with the files that a platform takes; of the others it says in words what to do. */
export function withFittingFiles(
  answer: Answer,
  { title, capabilities }: Pick<Platform, "title" | "capabilities">,
  words: Words,
): Answer {
  if (answer.files === undefined) return answer;
  const { files: all, ...rest } = answer;
  const { fileLimit = 0 } = capabilities;
  const files = all.filter(({ bytes }) => bytes.byteLength <= fileLimit);
  if (files.length === all.length) return answer;
  const told = all
    .filter((file) => !files.includes(file))
    .map(({ name, bytes }) => {
      const size = (bytes.byteLength / megabyte).toFixed(1);
      return fileLimit === 0
        ? words.say("file.not_here", { platform: title })
        : words.say("file.too_large", { name, size, platform: title });
    });
  const footnotes = [...told, ...(answer.footnotes ?? [])];
  return { ...rest, footnotes, ...(files.length === 0 ? {} : { files }) };
}
