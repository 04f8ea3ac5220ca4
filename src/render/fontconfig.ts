import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { FontFiles } from "./fonts.ts";

const escapeXml = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/**
 * The fontconfig file that lets librsvg find the given fonts and no others, so pictures look the same everywhere.
 * Directories must be absolute, and the cache folder writable.
 */
export function fontconfigXml(fonts: FontFiles, cacheFolder: string): string {
  const folders = [...new Set(Object.values(fonts).map((file) => dirname(resolve(file))))];
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
${folders.map((folder) => `  <dir>${escapeXml(folder)}</dir>`).join("\n")}
  <cachedir>${escapeXml(resolve(cacheFolder))}</cachedir>
  <alias binding="same"><family>sans-serif</family><prefer><family>Noto Sans SC</family></prefer></alias>
  <config></config>
</fontconfig>
`;
}

/** Writes `fonts.conf` into the folder and returns its absolute path. */
export async function writeFontconfig(fonts: FontFiles, cacheDir: string): Promise<string> {
  const cacheFolder = join(resolve(cacheDir), "fontconfig");
  await mkdir(cacheFolder, { recursive: true });
  const path = join(resolve(cacheDir), "fonts.conf");
  await writeFile(path, fontconfigXml(fonts, cacheFolder));
  return path;
}

/**
 * Makes the native text stack use this fontconfig file. Must run in the main thread before the first text is drawn:
 * a worker's `process.env` is a copy that native code never sees, and the result would be empty boxes.
 */
export function exportFontconfig(path: string): void {
  // biome-ignore lint/style/noProcessEnv: fontconfig is configured by the environment alone; this is written, never read.
  process.env.FONTCONFIG_FILE = path;
}
