import { deflateRawSync, gzipSync } from "node:zlib";
import { writeXlsx } from "hucre/xlsx";
import { afterEach, expect, test } from "vitest";
import { unpacksToMore } from "../../../src/connectors/csv/unpacked-size.ts";
import { openTestStore, type TestStore } from "../../sync/open-test-store.ts";
import { folderOf, openCsv } from "./folder-of.ts";

let store: TestStore | undefined;
afterEach(() => store?.close());

/** A ZIP of `parts` files of a megabyte of zeros each, whose headers claim another size. */
function bomb(parts: number, claimed: number): Buffer {
  const packed = deflateRawSync(Buffer.alloc(1024 ** 2));
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (let part = 0; part < parts; part++) {
    const name = Buffer.from(`xl/worksheets/sheet${part + 1}.xml`);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(claimed, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    files.push(local, name, packed);
    directory.push(entry, name);
    at += 30 + name.length + packed.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...files, ...directory, end]);
}

test("a workbook that unpacks to more than is read is refused", async () => {
  const content = bomb(3, 1024 ** 3 + 1);
  expect(content.length).toBeLessThan(10_000);
  store = await openTestStore("csv");
  const source = await openCsv(await folderOf({ "orders.xlsx": content }));
  await expect(store.sync(source)).rejects.toThrow("orders.xlsx unpacks to more than 1024 MB");
});

test("what headers claim is not believed", async () => {
  expect(await unpacksToMore(bomb(8, 1), 8 * 1024 ** 2)).toBe(false);
  expect(await unpacksToMore(bomb(8, 1), 8 * 1024 ** 2 - 1)).toBe(true);
});

test("an honest workbook is measured by all its files, and damage is left to whoever reads it", async () => {
  const rows = Array.from({ length: 200 }, (_, index) => [`o${index}`, index]);
  const archive = Buffer.from(await writeXlsx({ sheets: [{ name: "orders", rows }] }));
  expect(await unpacksToMore(archive, 10_000)).toBe(true);
  expect(await unpacksToMore(archive, 1_000_000)).toBe(false);
  expect(await unpacksToMore(archive.subarray(0, 1000), 10)).toBe(false);
  expect(await unpacksToMore(Buffer.from("id,net\n"), 1)).toBe(false);
});

test("a gz of next to nothing is not unpacked for ever", async () => {
  const megabyte = gzipSync(Buffer.alloc(1024 ** 2, "\n"));
  const content = Buffer.concat(Array.from({ length: 300 }, () => megabyte));
  expect(content.length).toBeLessThan(1024 ** 2);
  store = await openTestStore("csv");
  const source = await openCsv(await folderOf({ "orders.csv.gz": content }));
  await expect(store.sync(source)).rejects.toThrow(/orders.csv.gz cannot be read: it unpacks to more than 200 times/);
});

test("a table that repeats itself is no bomb", async () => {
  const rows = Array.from({ length: 20_000 }, (_, index) => `o${index},a,2026-01-05,10`);
  store = await openTestStore("csv");
  const content = gzipSync(`id,account_id,ordered_at,net\n${rows.join("\n")}\n`);
  await store.sync(await openCsv(await folderOf({ "orders.csv.gz": content })));
  expect(await store.raw("SELECT count(*)::INTEGER AS n FROM data.orders")).toEqual([{ n: 20_000 }]);
});
