import { createReadStream, createWriteStream } from "node:fs";
import { copyFile, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import type { BulkFile } from "#bulk-file.ts";
import { SourceError } from "#errors.ts";
import { isUtf8, markedEncoding, toUtf8 } from "./encoding.ts";

/** A user's file as the bulk reader can take it. */
export interface InboxFile {
  readonly path: string;
  /** Why the copy is not all of the file; null when it is. */
  readonly damage: string | null;
}

/** Copies a file into the inbox, unpacked and as UTF-8. A gz that breaks off gives what it holds; a bomb is refused. */
export async function copyToInbox(file: BulkFile, inbox: string, position: number): Promise<InboxFile> {
  await mkdir(inbox, { recursive: true });
  const path = join(inbox, `load-${position}.${file.format}`);
  let damage: string | null = null;
  try {
    if (await isGzip(file.path)) damage = await unpack(file.path, path);
    else await copyFile(file.path, path);
  } catch (error) {
    await rm(path, { force: true });
    throw new SourceError("csv", `${basename(file.path)} cannot be read: ${(error as Error).message}`, {
      cause: error,
    });
  }
  if (file.format === "csv") await recode(path, file);
  return { path, damage };
}

async function recode(path: string, file: BulkFile): Promise<void> {
  const encoding = file.encoding ?? markedEncoding(await head(path, 2)) ?? undefined;
  if (encoding === undefined ? await isUtf8(path) : /^utf-?8$/i.test(encoding)) return;
  const recoded = `${path}.utf8`;
  try {
    await toUtf8(path, recoded, file.name ?? file.path, encoding);
    await rename(recoded, path);
  } finally {
    await rm(recoded, { force: true });
  }
}

/** Lines of a table shrink to a tenth, at best to a fiftieth; what is packed tighter is nothing to be read. */
const tightest = 200;
/** Whatever is smaller does no harm. */
const harmless = 256 * 1024 ** 2;

async function unpack(from: string, to: string): Promise<string | null> {
  const most = Math.max(harmless, tightest * (await stat(from)).size);
  async function* measured(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let size = 0;
    for await (const chunk of chunks) {
      size += chunk.length;
      if (size > most) throw new Error(`it unpacks to more than ${tightest} times its size, which is not read`);
      yield chunk;
    }
  }
  try {
    await pipeline(createReadStream(from), createGunzip(), measured, createWriteStream(to));
    return null;
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "";
    if (!code.startsWith("Z_")) throw error;
    return `the gz file is broken (${(error as Error).message}); the lines before the break are kept`;
  }
}

async function isGzip(path: string): Promise<boolean> {
  const [first, second] = await head(path, 2);
  return first === 0x1f && second === 0x8b;
}

/** First bytes of a file. */
export async function head(path: string, length: number): Promise<Uint8Array> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
