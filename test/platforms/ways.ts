import { existsSync } from "node:fs";
import { discover } from "#discover.ts";
import { moduleSuffix } from "#module-suffix.ts";
import type { Platform } from "#platform.ts";
import type { Rig } from "./rig.ts";

/** One way in which one platform is connected. */
export interface Way {
  /** The platform, and the way where there are several: `slack, HTTP`. */
  readonly title: string;
  readonly name: string;
  readonly platform: Platform;
  readonly rig: Rig;
}

const folder = new URL("../../src/platforms/", import.meta.url);
const platforms = await discover<Platform>(folder);

/** Every way in which every platform that is found is connected. */
export const ways: Way[] = [];
/** Platforms without a rig. */
export const unwritten: string[] = [];

for (const [name, platform] of platforms) {
  const file = new URL(`./${name}/rig${moduleSuffix}`, import.meta.url);
  if (existsSync(file)) {
    const found = (await import(file.href)) as { default: Rig; ways?: Readonly<Record<string, Rig>> };
    ways.push({ title: name, name, platform, rig: found.default });
    for (const [way, rig] of Object.entries(found.ways ?? {}))
      ways.push({ title: `${name}, ${way}`, name, platform, rig });
  } else unwritten.push(name);
}
