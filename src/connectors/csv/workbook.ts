import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { SourceError } from "#errors.ts";
import type { FolderFile } from "./folder.ts";
import { unpacksToMore } from "./unpacked-size.ts";

/** Most bytes of a workbook's XML: a million rows of ten columns take half of it. */
const mostBytes = 1024 ** 3;

/** One sheet of a workbook, written as CSV. */
export interface SheetFile {
  readonly sheet: string;
  readonly path: string;
}

/**
 * Writes every sheet of a workbook that has cells as a CSV into `scratch`. Dates are written without a zone, as Excel
 * keeps them. Throws `SourceError` when the file is no workbook, or one
 * that unpacks to more than is read.
 */
export async function sheetsOf(file: FolderFile, scratch: string): Promise<SheetFile[]> {
  const { readXlsx } = await import("hucre/xlsx");
  const archive = await readFile(file.path);
  if (await unpacksToMore(archive, mostBytes)) {
    throw new SourceError("csv", `${file.name} unpacks to more than ${mostBytes / 1024 ** 2} MB, which is not read`, {
      hint: "Save its sheets as CSV UTF-8.",
    });
  }
  const workbook = await readXlsx(archive).catch((cause: Error) => {
    throw new SourceError("csv", `${file.name} is not an Excel workbook: ${cause.message}`, {
      hint: "Open it in Excel and save it again as .xlsx, or as CSV UTF-8.",
      cause,
    });
  });
  await mkdir(scratch, { recursive: true });
  const written: SheetFile[] = [];
  for (const [index, sheet] of workbook.sheets.entries()) {
    const rows = sheet.rows.filter((row) => row.some((cell) => cell !== null && cell !== undefined && cell !== ""));
    const width = rows[0]?.length ?? 0;
    if (width === 0) continue;
    const path = join(scratch, `${file.name.replace(/[^\w.-]/g, "_")}-${index}.csv`);
    const lines = rows.map((row) =>
      Array.from({ length: Math.max(width, row.length) }, (_, at) => cellText(row[at])).join(","),
    );
    await writeFile(path, `${lines.join("\n")}\n`);
    written.push({ sheet: sheet.name, path });
  }
  return written;
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  const text =
    cell instanceof Date
      ? cell.toISOString().replace("T00:00:00.000Z", "").replace("Z", "").replace("T", " ")
      : String(cell);
  return `"${text.replaceAll('"', '""')}"`;
}
