import { createInflateRaw } from "node:zlib";

const entryOfDirectory = 0x02014b50;
const endOfDirectory = Buffer.from([0x50, 0x4b, 0x05, 0x06]);

/**
 * Does a ZIP archive unpack to more than `most` bytes, all its files together? Headers that claim
 * less are not believed: what they are of is unpacked, and thrown away, until it is known. False for what is no archive.
 */
export async function unpacksToMore(archive: Buffer, most: number): Promise<boolean> {
  const end = archive.lastIndexOf(endOfDirectory);
  if (end < 0 || end + 22 > archive.length) return false;
  let at = archive.readUInt32LE(end + 16);
  let left = most;
  while (at + 46 <= end && archive.readUInt32LE(at) === entryOfDirectory) {
    const packed = archive.readUInt32LE(at + 20);
    const local = archive.readUInt32LE(at + 42);
    if (local + 30 > archive.length) return false;
    const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const content = archive.subarray(from, from + packed);
    const claimed = archive.readUInt32LE(at + 24);
    if (claimed > left) return true;
    left -= archive.readUInt16LE(at + 10) === 8 ? await inflatedSize(content, left) : content.length;
    if (left < 0) return true;
    at += 46 + archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return false;
}

/** Bytes that deflated ones become; counted no further than beyond `enough`, and until they are damaged. */
async function inflatedSize(content: Buffer, enough: number): Promise<number> {
  const inflate = createInflateRaw({ chunkSize: 1024 * 1024 });
  inflate.end(content);
  let size = 0;
  try {
    for await (const chunk of inflate) {
      size += (chunk as Buffer).length;
      if (size > enough) break;
    }
  } catch (error) {
    // The reader says what is wrong with a damaged file.
    if (!(error as NodeJS.ErrnoException).code?.startsWith("Z_")) throw error;
  }
  return size;
}
