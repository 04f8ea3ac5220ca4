import { extname } from "node:path";

/** How a module's file ends: `.ts` as written, which tests run, `.js` as compiled, which users run. */
export const moduleSuffix = extname(import.meta.url);
