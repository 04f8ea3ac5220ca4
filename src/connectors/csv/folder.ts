import { access, constants, readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { SourceError } from "#errors.ts";

export interface FolderFile {
  readonly name: string;
  readonly path: string;
  readonly size: number;
  readonly modified: number;
}

/** The plain files of a folder, by name. Throws `SourceError` when it is missing, no folder, not readable or empty. */
export async function listFolder(folder: string): Promise<FolderFile[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: NodeJS.ErrnoException) => {
    throw new SourceError("csv", `the folder ${folder} ${reason(cause.code)}`, {
      hint: "CRM_CSV_DIR is the folder that holds accounts.csv, orders.csv, … .",
      cause,
    });
  });
  const names = entries.filter((entry) => !entry.isDirectory() && !entry.name.startsWith(".")).map(({ name }) => name);
  if (names.length === 0) {
    throw new SourceError("csv", `the folder ${folder} is empty`, {
      hint: "Put accounts.csv, orders.csv, … into it, or point CRM_CSV_DIR elsewhere.",
    });
  }
  return Promise.all(
    names.sort().map(async (name) => {
      const path = join(folder, name);
      const { size, mtimeMs } = await stat(path);
      return { name, path, size, modified: mtimeMs };
    }),
  );
}

/** Can this file be read? */
export async function isReadable(path: string): Promise<boolean> {
  return access(path, constants.R_OK).then(
    () => true,
    () => false,
  );
}

function reason(code: string | undefined): string {
  if (code === "ENOENT") return "does not exist";
  if (code === "ENOTDIR") return "is a file, not a folder";
  return code === "EACCES" || code === "EPERM" ? "may not be read by this user" : `cannot be read (${code})`;
}
