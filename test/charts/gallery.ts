import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { createRenderer } from "#render/renderer.ts";
import { galleryPictures } from "./gallery-pictures.ts";

/** Draws every chart to a folder, at full size and as a phone shows it: `npx tsx test/charts/gallery.ts <folder>`. */
const folder = process.argv[2];
if (!folder) throw new Error("usage: npx tsx test/charts/gallery.ts <folder>");
mkdirSync(join(folder, "phone"), { recursive: true });
const renderer = await createRenderer({ cacheDir: join(folder, "cache") });
await renderer.warmUp();
for (const [name, picture] of galleryPictures()) {
  const start = performance.now();
  const drawn = await renderer.render(picture);
  console.log(
    `${name}: ${Math.round(performance.now() - start)} ms, ${drawn.height / 3} px tall, ${drawn.png.length} bytes`,
  );
  writeFileSync(join(folder, `${name}.png`), drawn.png);
  await sharp(drawn.png)
    .resize(360)
    .png()
    .toFile(join(folder, "phone", `${name}.png`));
}
console.log(`RSS ${Math.round(process.memoryUsage().rss / 2 ** 20)} MB`);
await renderer.close();
