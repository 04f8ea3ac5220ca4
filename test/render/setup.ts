import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDrawer, type Drawer } from "#render/draw.ts";
import { exportFontconfig, writeFontconfig } from "#render/fontconfig.ts";
import { fontFiles } from "#render/fonts.ts";

/** A fresh folder for font tables and fontconfig's cache. */
export const cacheFolder = () => mkdtempSync(join(tmpdir(), "parley-render-"));

/** A drawer in this thread, with only the bundled fonts visible to the native text stack. */
export async function testDrawer(): Promise<Drawer> {
  const cacheDir = cacheFolder();
  exportFontconfig(await writeFontconfig(fontFiles(), cacheDir));
  return createDrawer(fontFiles(), cacheDir);
}
