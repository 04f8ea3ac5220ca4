import { statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { SourceError } from "#errors.ts";

/** Less than this counts as full: more than any one change of the state writes. */
const leastBytes = 32 * 1024 * 1024;

/**
 * Refuses to write where the disk is about to be full: DuckDB does not survive a commit whose log cannot be written, and
 * takes the process with it.
 * @throws SourceError `state`, which passes when there is room again.
 */
export async function demandSpace(path: string): Promise<void> {
  const { bavail, bsize } = await statfs(dirname(path));
  const free = bavail * bsize;
  if (free >= leastBytes) return;
  const left = `${Math.floor(free / 1024 / 1024)} MB are left`;
  throw new SourceError("state", `the disk that holds ${path} is full: ${left}, nothing was written`, {
    retryable: true,
    hint: `Free at least ${leastBytes / 1024 / 1024} MB where DATA_DIR is; Parley goes on by itself then.`,
  });
}
