import { createReadStream, createWriteStream } from "node:fs";
import { basename } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { UserError } from "#errors.ts";

/** Encodings tried in turn on a file that is not UTF-8. GB18030 holds GBK and GB2312. */
const others = ["gb18030"] as const;

/** Encoding that a byte order mark names. */
export function markedEncoding(head: Uint8Array): string | null {
  if (head[0] === 0xff && head[1] === 0xfe) return "utf-16le";
  if (head[0] === 0xfe && head[1] === 0xff) return "utf-16be";
  return null;
}

/** Is the file UTF-8, but for a character cut in two at its very end? Reads all of it. */
export async function isUtf8(path: string): Promise<boolean> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
    try {
      decoder.decode(chunk as Buffer, { stream: true });
    } catch {
      return false;
    }
  }
  return true;
}

/**
 * Rewrites a file as UTF-8. Without a given encoding those in use beside UTF-8 are tried.
 * Throws `UserError` `encoding` when none fits.
 */
export async function toUtf8(path: string, target: string, name: string, encoding?: string): Promise<void> {
  for (const candidate of encoding ? [encoding] : others) {
    try {
      await pipeline(createReadStream(path), decoding(candidate), createWriteStream(target));
      return;
    } catch (error) {
      if (!(error instanceof TypeError) && !(error instanceof RangeError)) throw error;
    }
  }
  throw new UserError("encoding", `${basename(name)} is not ${encoding ?? "UTF-8, UTF-16 or GBK"} text`, {
    hint: "Save it as UTF-8 (Excel: CSV UTF-8), or name its encoding in mapping.yaml, such as `encoding: windows-1252`.",
  });
}

function decoding(encoding: string): Transform {
  const decoder = new TextDecoder(encoding, { fatal: true });
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      try {
        done(null, decoder.decode(chunk, { stream: true }));
      } catch (error) {
        done(error as Error);
      }
    },
  });
}
