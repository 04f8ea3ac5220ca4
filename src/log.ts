import pino from "pino";
import type { Log } from "./platform.ts";

/** An error for the log: what it is and where it came from, never the requests and headers that clients hang on it. */
function plainError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack, cause } = error;
  const code = "code" in error ? { code: error.code } : {};
  return { type: name, message, ...code, stack, ...(cause === undefined ? {} : { cause: plainError(cause) }) };
}

/**
 * Structured log lines on standard error: standard output belongs to answers. Fields named like a secret are struck
 * out; errors keep nothing but their texts.
 */
export function createLog(level: string): Log {
  const secrets = ["token", "secret", "password", "authorization", "apiKey", "cookie"];
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: plainError, error: plainError },
      redact: { paths: secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: "[secret]" },
    },
    pino.destination({ dest: 2, sync: true }),
  );
}
