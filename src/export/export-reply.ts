import type { Attachment } from "#answer.ts";
import type { Words } from "#messages.ts";
import type { FileFormat } from "#question.ts";
import type { Reply } from "#reply.ts";
import type { FileMaker } from "./file-format.ts";
import { fileName } from "./file-name.ts";
import { type About, type Paper, paperOf } from "./paper.ts";

/** Loaded when first wanted: the libraries behind them are large, and most days nobody exports. */
const makers: Readonly<Record<FileFormat, () => Promise<{ default: FileMaker }>>> = {
  csv: () => import("./csv.ts"),
  xlsx: () => import("./xlsx.ts"),
  pptx: () => import("./pptx.ts"),
  pdf: () => import("./pdf.ts"),
};

/** Does a format show charts, so that a `print` is worth drawing? */
export const showsPictures = (format: FileFormat): boolean => format !== "csv";

/**
 * Several pages in one file, such as the panels of a digest: slides in order, sheets beside each other, sections below
 * each other; a CSV file holds the first alone. `name` is what the file is called, without its extension; any text.
 */
export async function exportPapers(
  papers: readonly [Paper, ...Paper[]],
  format: FileFormat,
  about: { readonly words: Words; readonly name: string },
): Promise<Attachment> {
  const { default: maker } = await makers[format]();
  const bytes = await maker.make(papers, about.words);
  return { name: `${fileName(about.name)}.${format}`, type: maker.type, bytes };
}

/** A reply as a file with all rows of its table. Pure but for loading the format's library and the bundled fonts. */
export function exportReply(reply: Reply, format: FileFormat, about: About): Promise<Attachment> {
  return exportPapers([paperOf(reply, about)], format, about);
}
