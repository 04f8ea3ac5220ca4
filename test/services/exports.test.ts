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
  const [file] = answer.files ?? [];
  if (file === undefined) throw new Error(`${text} gave no file: ${answer.headline}`);
  await writeFile(path, file.bytes);
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
      return data.filter((shade) => shade < 250).length / data.length;
    }),
  );
}

/** Fonts that a PDF was written with. A character that none of ours has would bring in another, or a box. */
const fontsOf = async (path: string): Promise<string[]> => {
  const { stdout } = await run("pdffonts", [path], patience);
  const lines = stdout.split("\n").slice(2).filter(Boolean);
  return lines.map((line) => line.split(/\s+/)[0]?.replace(/^[A-Z]{6}\+/, "") ?? "");
};

const asked = [
  ["sales", "/sales last90d by region", "/销售 近90天 按区域"],
  ["forecast", "/forecast", "/预测"],
  ["retention", "/retention", "/留存"],
  ["churn", "/churn", "/流失预警"],
] as const;

describe.each(asked)("%s", (name, en, zh) => {
  test.each(["en", "zh"] as const)(
    "opens in LibreOffice and shows what it says, in %s",
    async (locale) => {
      const plain = locale === "en" ? en : zh;
      const { answer } = await parley.dispatch(fromAdministrator(plain, { locale }));
      const squeezed = (said: string): string => said.normalize("NFKC").replace(/\s/g, "");
      for (const format of ["pptx", "xlsx", "pdf"] as const) {
        const text = `${plain} ${format}`;
        const file = await exported(text, locale, `${name}-${locale}-${format}.${format}`);
        const pdf = format === "pdf" ? file : await converted(file, "pdf");
        const shares = await inked(pdf);
        expect(shares.length, text).toBeGreaterThanOrEqual(format === "pptx" ? 2 : 1);
        expect(shares.length, text).toBeLessThanOrEqual(format === "pptx" ? 3 : 30);
        // A blank page has none; the emptiest, the last line of a list, some thousandths.
        expect(
          shares.every((share) => share > 0.002),
          `${text}: ${shares}`,
        ).toBe(true);
        const { stdout } = await run("pdftotext", [pdf, "-"], patience);
        expect(squeezed(stdout), text).toContain(squeezed(answer.context.split(/[|·]/)[0] ?? ""));
        expect(squeezed(stdout), text).toContain(squeezed(answer.kpis?.[1]?.value ?? answer.headline));
        expect(stdout, text).not.toMatch(/[\ufffd\u25a1]/);
        expect(
          (await fontsOf(pdf)).filter((font) => !/^NotoSansSC|^Noto-?Emoji|OpenSymbol/i.test(font)),
          text,
        ).toEqual([]);
      }
    },
    170_000,
  );
});

/** A field's number, whether it is written as a ratio or in percent; else its text. */
function valueIn(field: string): string | number {
  const value = field.endsWith("%") ? Number(field.slice(0, -1)) / 100 : Number(field);
  return field === "" || !Number.isFinite(value) ? field : value;
}

/** A number that a spreadsheet's format has rounded: equal in its first three digits. */
const closeTo = (value: number) => expect.closeTo(value, 2 - Math.floor(Math.log10(Math.abs(value) || 1)));

test("a workbook's values are the CSV file's, as LibreOffice reads them", async () => {
  const xlsx = await exported("/sales last12m by owner xlsx", "en", "values.xlsx");
  const own = await readFile(await exported("/sales last12m by owner csv", "en", "values-own.csv"), "utf8");
  const theirs = await readFile(await converted(xlsx, "csv"), "utf8");
  const [wanted, found] = [own, theirs].map((text) => {
    const { data } = Papa.parse<string[]>(text.replace(/^\ufeff/, ""), { delimiter: ",", skipEmptyLines: true });
    return data.slice(1).map((row) => row.map(valueIn));
  });
  expect(found?.length).toBeGreaterThan(8);
  expect(found?.length).toBe(wanted?.length);
  for (const [at, row] of (wanted ?? []).entries()) {
    expect(found?.[at]).toEqual(row.map((value) => (typeof value === "number" ? closeTo(value) : value)));
  }
}, 170_000);
