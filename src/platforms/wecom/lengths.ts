export function bytesOf(text: string): number {
  return Buffer.byteLength(text);
}

/** Cuts at a limit of characters with an ellipsis, never through one. */
export function cut(text: string, limit: number): string {
  const characters = [...text];
  return characters.length <= limit ? text : `${characters.slice(0, limit - 1).join("")}…`;
}

export function fits(text: string, limit: number): boolean {
  return [...text].length <= limit;
}

/** Cuts at a limit of bytes with an ellipsis, never through a character. */
export function cutBytes(text: string, limit: number): string {
  if (bytesOf(text) <= limit) return text;
  const [first = ""] = pieces(text, limit - bytesOf("…"));
  return `${first}…`;
}

/** Where a text may be parted without harm: after the last sentence or word of its second half. */
function end(piece: string): number {
  const last = Math.max(...["。", "；", "，", " "].map((mark) => piece.lastIndexOf(mark))) + 1;
  return last > piece.length / 2 ? last : piece.length;
}

/** A text in pieces of so many bytes, none of which ends within a character, nor within a word if that can be. */
export function pieces(text: string, limit: number): string[] {
  const found: string[] = [];
  let piece = "";
  let length = 0;
  for (const character of text) {
    const size = bytesOf(character);
    if (length + size > limit) {
      const at = end(piece);
      found.push(piece.slice(0, at));
      piece = piece.slice(at);
      length = bytesOf(piece);
    }
    piece += character;
    length += size;
  }
  return piece === "" ? found : [...found, piece];
}
