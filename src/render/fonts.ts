import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The fonts every picture is drawn with. They ship with the product: a bare machine has no Chinese font at all. */
export interface FontFiles {
  readonly regular: string;
  readonly semibold: string;
  readonly emoji: string;
}

/** Paths of the bundled fonts: Noto Sans SC in two weights and Noto Emoji in one colour. */
export function fontFiles(): FontFiles {
  const require = createRequire(import.meta.url);
  const folderOf = (name: string) => dirname(require.resolve(`${name}/package.json`));
  const chinese = folderOf("@expo-google-fonts/noto-sans-sc");
  const emoji = folderOf("@expo-google-fonts/noto-emoji");
  return {
    regular: join(chinese, "400Regular", "NotoSansSC_400Regular.ttf"),
    semibold: join(chinese, "600SemiBold", "NotoSansSC_600SemiBold.ttf"),
    emoji: join(emoji, "400Regular", "NotoEmoji_400Regular.ttf"),
  };
}
