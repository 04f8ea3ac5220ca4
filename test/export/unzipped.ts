import { inflateRawSync } from "node:zlib";

/** The entries of a ZIP archive by name, read by its central directory. */
export function unzipped(bytes: Uint8Array): ReadonlyMap<string, Buffer> {
  const file = Buffer.from(bytes);
  const end = file.lastIndexOf(Buffer.from("PK\u0005\u0006", "latin1"));
  if (end < 0) throw new Error("no ZIP archive");
  const entries = new Map<string, Buffer>();
  let at = file.readUInt32LE(end + 16);
  for (let left = file.readUInt16LE(end + 10); left > 0; left--) {
    const [method, size] = [file.readUInt16LE(at + 10), file.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((offset) => file.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const local = file.readUInt32LE(at + 42);
    const begin = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    const content = file.subarray(begin, begin + size);
    entries.set(file.toString("utf8", at + 46, at + 46 + name), method === 0 ? content : inflateRawSync(content));
    at += 46 + name + extra + comment;
  }
  return entries;
}

/** Every text inside an office file, also of workbooks inside it, but for when it was made and how its parts are numbered. */
export function textsInside(bytes: Uint8Array): string {
  return (
    [...unzipped(bytes)]
      .filter(([name]) => !name.startsWith("docProps/") && /\.(xml|rels|xlsx)$/.test(name))
      .map(([name, content]) => (name.endsWith(".xlsx") ? textsInside(content) : content.toString("utf8")))
      .join("\n")
      // Parts are numbered through all files that a process makes.
      .replace(/((?:chart|Microsoft_Excel_(?:Work)?[Ss]heet))\d+/g, "$1")
  );
}
