import type { FontFiles } from "./fonts.ts";
import type { Drawn, Picture } from "./picture.ts";

export interface WorkerSetup {
  readonly fonts: FontFiles;
  readonly cacheDir: string;
}

export interface WorkerRequest {
  readonly id: number;
  readonly picture: Picture;
}

export type WorkerReply =
  | { readonly ready: true }
  | { readonly id: number; readonly drawn: Drawn }
  | { readonly id: number; readonly error: string };
