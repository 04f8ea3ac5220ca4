import { createReadStream } from "node:fs";
import { createGunzip } from "node:zlib";
import { DuckDBInstance } from "@duckdb/node-api";
import type { BulkFile } from "#bulk-file.ts";
import { SourceError } from "#errors.ts";
import { readHeader } from "#model/csv-header.ts";

/** Bytes in which a header ends. */
const reach = 1 << 16;

/** Headers of a file, from its beginning. Null when it has none. Throws `SourceError` when it cannot be read. */
export async function readHeaders(file: BulkFile): Promise<readonly string[] | null> {
  try {
    if (file.format === "parquet") return await parquetColumns(file.path);
    return readHeader(decode(await beginning(file.path), file.encoding))?.columns ?? null;
  } catch (cause) {
    throw new SourceError("csv", `${file.name ?? file.path} cannot be read: ${(cause as Error).message}`, { cause });
  }
}

async function beginning(path: string): Promise<Buffer> {
  const raw = await take(createReadStream(path, { end: reach - 1 }));
  if (raw[0] !== 0x1f || raw[1] !== 0x8b) return raw;
  return take(createReadStream(path).pipe(createGunzip()));
}

async function take(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= reach) break;
  }
  return Buffer.concat(chunks);
}

/** As the sync recognises encodings: by a byte order mark, else UTF-8, else GBK. */
function decode(bytes: Buffer, given: string | undefined): string {
  if (given !== undefined) return new TextDecoder(given).decode(bytes);
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes, { stream: true });
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return new TextDecoder("gb18030").decode(bytes);
  }
}

async function parquetColumns(path: string): Promise<string[]> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    const found = await connection.runAndReadAll("SELECT name FROM parquet_schema($path) WHERE num_children IS NULL", {
      path,
    });
    return found.getRowObjectsJS().map((row) => String(row.name));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
