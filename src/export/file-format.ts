import type { Words } from "#messages.ts";
import type { Paper } from "./paper.ts";

/** One format of files: a module of this folder. */
export interface FileMaker {
  readonly type: string;
  /** Papers in, bytes out; the first paper is what the file is about. */
  make(papers: readonly [Paper, ...Paper[]], words: Words): Promise<Uint8Array>;
}

/** Types a format; adds nothing. */
export function defineFile(maker: FileMaker): FileMaker {
  return maker;
}
