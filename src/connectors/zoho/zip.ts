import { inflateRawSync } from "node:zlib";
import { SourceError } from "#errors.ts";

const endOfDirectory = 0x06054b50;
const entryOfDirectory = 0x02014b50;
const localHeader = 0x04034b50;

/**
 * The only file within a ZIP archive. Throws SourceError `schema` when there is not exactly one, when it would be larger
 * than `most` bytes, whatever its header claims, or when it is no archive that can be read (encrypted, ZIP64).
 */
export function unzip(archive: Buffer, most: number): Buffer {
  try {
    return only(archive, most);
  } catch (cause) {
    if (cause instanceof SourceError) throw cause;
    throw refused("it is damaged, or larger than is read", cause);
  }
}

function only(archive: Buffer, most: number): Buffer {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || archive.readUInt32LE(end) !== endOfDirectory) throw refused("it has no directory");
  if (archive.readUInt16LE(end + 10) !== 1) throw refused("it holds not exactly one file");
  const entry = archive.readUInt32LE(end + 16);
  if (archive.readUInt32LE(entry) !== entryOfDirectory) throw refused("its directory is damaged");
  const method = archive.readUInt16LE(entry + 10);
  const packed = archive.readUInt32LE(entry + 20);
  const size = archive.readUInt32LE(entry + 24);
  if ((archive.readUInt16LE(entry + 8) & 1) !== 0) throw refused("it is encrypted");
  if (size > most) throw refused(`it unpacks to ${size} bytes, more than is read`);
  const local = archive.readUInt32LE(entry + 42);
  if (archive.readUInt32LE(local) !== localHeader) throw refused("its file is damaged");
  const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const bytes = archive.subarray(from, from + packed);
  if (method === 0) return bytes;
  if (method !== 8) throw refused("it is packed in an unknown way");
  return inflateRawSync(bytes, { maxOutputLength: Math.max(1, Math.min(most, size)) });
}

function refused(why: string, cause?: unknown): SourceError {
  return new SourceError("zoho", `an archive cannot be read: ${why}`, { kind: "schema", cause });
}
