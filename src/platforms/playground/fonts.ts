import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);

/** Chinese type by weight: a machine without any must not show boxes. Browsers that have their own never ask. */
const files: Readonly<Record<string, string>> = {
  "400": require.resolve("@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf"),
  "600": require.resolve("@expo-google-fonts/noto-sans-sc/600SemiBold/NotoSansSC_600SemiBold.ttf"),
};

/** Streams a font; false when there is none of this weight. */
export async function sendFont(response: ServerResponse, weight: string): Promise<boolean> {
  const path = files[weight];
  if (path === undefined) return false;
  const { size } = await stat(path);
  const headers = {
    "Content-Type": "font/ttf",
    "Content-Length": size,
    "Cache-Control": "public, max-age=31536000, immutable",
  };
  createReadStream(path).pipe(response.writeHead(200, headers));
  return true;
}
