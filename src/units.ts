import type { Command } from "./command.ts";
import type { Connector } from "./connector.ts";
import { discover } from "./discover.ts";
import type { Indicator } from "./indicator.ts";
import type { Job } from "./job.ts";
import type { Lesson } from "./learned.ts";
import type { Platform } from "./platform.ts";

/** The units, found by looking into their folders. */
export interface Units {
  readonly commands: ReadonlyMap<string, Command>;
  readonly jobs: ReadonlyMap<string, Job>;
  readonly connectors: ReadonlyMap<string, Connector>;
  readonly platforms: ReadonlyMap<string, Platform>;
  readonly indicators: ReadonlyMap<string, Indicator>;
  readonly lessons: ReadonlyMap<string, Lesson<unknown, unknown>>;
}

const folder = (path: string): URL => new URL(path, import.meta.url);

/** Finds every unit. A folder may be replaced, so that a test can add a unit of its own. */
export async function discoverUnits(folders: Partial<Record<keyof Units, URL>> = {}): Promise<Units> {
  const [commands, jobs, connectors, platforms, indicators, lessons] = await Promise.all([
    discover<Command>(folders.commands ?? folder("../commands/")),
    discover<Job>(folders.jobs ?? folder("../jobs/")),
    discover<Connector>(folders.connectors ?? folder("./connectors/")),
    discover<Platform>(folders.platforms ?? folder("./platforms/")),
    discover<Indicator>(folders.indicators ?? folder("./indicators/")),
    discover<Lesson<unknown, unknown>>(folders.lessons ?? folder("./learned/")),
  ]);
  return { commands, jobs, connectors, platforms, indicators, lessons };
}
