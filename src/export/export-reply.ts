import type { Attachment } from "#answer.ts";
import { plotOf } from "#charts/plot.ts";
import type { Words } from "#messages.ts";
import type { FileFormat } from "#question.ts";
import type { Reply } from "#reply.ts";
import type { FileMaker } from "./file-format.ts";
import { fileName } from "./file-name.ts";
import { panelPapers } from "./panel-papers.ts";
import { type About, type Paper, paperOf } from "./paper.ts";

/** Loaded when first wanted: the libraries behind them are large, and most days nobody exports. */
const makers: Readonly<Record<FileFormat, () => Promise<{ default: FileMaker }>>> = {
  csv: () => import("./csv.ts"),
  xlsx: () => import("./xlsx.ts"),
  pptx: () => import("./pptx.ts"),
  pdf: () => import("./pdf.ts"),
};

/** Is a `print` worth drawing? Slides show charts of their own where the picture carries its numbers along. */
export function showsPicture({ chart, board }: Reply, format: FileFormat): boolean {
  if (format === "csv") return false;
  return format !== "pptx" || (board === undefined && (chart === undefined || plotOf(chart.spec) === null));
}

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

/**
 * A reply as a file with all rows of its table; of a composed picture slides show every panel. Pure but for loading the format's library and the bundled
 * fonts.
 */
export function exportReply(reply: Reply, format: FileFormat, about: About): Promise<Attachment> {
  const paper = paperOf(reply, about);
  const panels = format === "pptx" ? panelPapers(reply.board?.panels ?? [], paper, about.words) : [];
  return exportPapers([paper, ...panels], format, about);
}
