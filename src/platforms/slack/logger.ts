import { LogLevel } from "@slack/bolt";
import type { Log } from "#platform.ts";

type Logger = NonNullable<ConstructorParameters<typeof import("@slack/bolt").App>[0]>["logger"];

const text = (parts: readonly unknown[]): string =>
  parts.map((part) => (part instanceof Error ? part.message : String(part))).join(" ");

/**
 * Bolt's log in Parley's. What Bolt calls an error is a failed request, and whoever made the request deals with it, so
 * it is a warning; its warnings are for information. The rest is too much.
 */
export function boltLogger(log: Log): NonNullable<Logger> {
  let level = LogLevel.WARN;
  return {
    debug() {},
    info() {},
    warn: (...parts) => log.info({ platform: "slack" }, text(parts)),
    error: (...parts) => log.warn({ platform: "slack" }, text(parts)),
    setLevel(chosen) {
      level = chosen;
    },
    getLevel: () => level,
    setName() {},
  };
}
