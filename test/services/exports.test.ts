import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import Papa from "papaparse";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Parley } from "#parley.ts";
import { writeFontconfig } from "#render/fontconfig.ts";
import { fontFiles } from "#render/fonts.ts";
import { demoParley, fromAdministrator } from "../demo-company.ts";

const run = promisify(execFile);
/** LibreOffice starts slowly on a busy machine. */
const patience = { timeout: 170_000 };

let parley: Parley;
let close: () => Promise<void>;
let folder: string;
let environment: NodeJS.ProcessEnv;
beforeAll(async () => {
  ({ parley, close } = await demoParley());
  folder = await mkdtemp(join(tmpdir(), "parley-exports-"));
  await mkdir(join(folder, "cache"));
  // The fonts of the product and no others, as on a machine without any.
  environment = {
    ...process.env,
    HOME: folder,
    FONTCONFIG_FILE: await writeFontconfig(fontFiles(), join(folder, "cache")),
  };
}, 180_000);
afterAll(async () => {
  await close();
  await rm(folder, { recursive: true, force: true });
});

async function exported(text: string, locale: "en" | "zh", name: string): Promise<string> {
  const { answer } = await parley.dispatch(fromAdministrator(text, { locale }));
  const path = join(folder, name);
  await writeFile(path, answer.files?.[0]?.bytes ?? "");
  return path;
}

/** What LibreOffice makes of a file. */
async function converted(path: string, to: "pdf" | "csv"): Promise<string> {
  const profile = `-env:UserInstallation=file://${folder}/profile`;
  const target = to === "csv" ? "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false" : to;
  await run("soffice", ["--headless", profile, "--convert-to", target, "--outdir", folder, path], {
    env: environment,
    ...patience,
  });
  return path.replace(/\.\w+$/, `.${to}`);
}

/** A PDF's pages: the share of each that is not white. */
async function inked(path: string): Promise<number[]> {
  const stem = path.replace(/\.pdf$/, "-page");
  await run("pdftoppm", ["-r", "50", "-png", path, stem], patience);
  const pages = (await readdir(folder)).filter((name) => join(folder, name).startsWith(`${stem}-`)).sort();
  return Promise.all(
    pages.map(async (page) => {
      const { data } = await sharp(await readFile(join(folder, page)))
        .greyscale()
        .raw()
        .toBuffer({ resolveWithObject: true });
      return data.slice(1).map((row) => row.map(valueOf));
  });
  expect(found?.length).toBeGreaterThan(8);
  expect(found).toEqual(wanted);
}, 170_000);
