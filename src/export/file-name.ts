/** Bytes that every file system and chat takes, less room for an extension. */
const mostBytes = 120;

/** A text as a file name, without extension: letters and digits of any language, `-`, `_`, `.` and `…`. */
export function fileName(text: string): string {
  const name = text
    .normalize("NFC")
    .replace(/[^\p{L}\p{N}\p{M}…._-]+/gu, "-")
    .replace(/-{2,}/g, "-")
    .replace(/^[-.]+|[-.]+$/g, "");
  let short = "";
  let bytes = 0;
  for (const character of name) {
    bytes += Buffer.byteLength(character);
    if (bytes > mostBytes) break;
    short += character;
  }
  return short === "" ? "parley" : short;
}
