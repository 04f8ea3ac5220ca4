import pino from "pino";
import type { Log } from "./platform.ts";

/**
 * Structured log lines on standard error: standard output belongs to answers. Anything named like a secret is
 * struck out, however deep.
 */
export function createLog(level: string): Log {
  const secrets = ["token", "secret", "password", "authorization", "apiKey", "cookie"];
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "[secret]" },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}
