/** One line of text, in logical pixels; `y` is its baseline. */
export interface TextLine {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly fill: string;
  readonly weight?: 400 | 600;
  readonly anchor?: "middle" | "end";
}

const escapes: Record<string, string> = { "<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;", "'": "&#39;" };
const escapeXml = (text: string) => text.replace(/[<>&"']/g, (character) => escapes[character] ?? character);

/** A line of clean text as SVG. */
export function lineSvg({ text, x, y, size, fill, weight = 400, anchor }: TextLine): string {
  const anchored = anchor ? ` text-anchor="${anchor}"` : "";
  return `<text x="${x}" y="${y}" font-size="${size}" font-weight="${weight}" fill="${fill}"${anchored}>${escapeXml(text)}</text>`;
}
