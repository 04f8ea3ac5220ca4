import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import Papa from "papaparse";

/** Text of a file, unpacked when it is gzip. */
export function readText(path: string): string {
  const bytes = readFileSync(path);
  const packed = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return (packed ? gunzipSync(bytes) : bytes).toString("utf8").replace(/^\uFEFF/, "");
}

/** Rows of a CSV file (plain or gzip) under their trimmed headers. */
export function readTable(path: string): { columns: readonly string[]; rows: readonly Record<string, string>[] } {
  const { data, meta } = Papa.parse<Record<string, string>>(readText(path), {
    header: true,
    skipEmptyLines: "greedy",
    transformHeader: (header) => header.trim(),
  });
  return { columns: meta.fields ?? [], rows: data };
}
