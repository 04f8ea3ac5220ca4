import type { Answer } from "#answer.ts";
import type { Host } from "#platform.ts";

const STRING_LIMIT = 25_000;

/** What other platforms would send, as JSON to read: bytes and very long strings are named, not printed. */
export function payloadsOf(host: Pick<Host, "previews">, answer: Answer): Readonly<Record<string, string>> {
  const payloads = host.previews?.(answer) ?? {};
  return Object.fromEntries(
    Object.entries(payloads).map(([platform, payload]) => [
      platform,
      JSON.stringify(shorten(payload), null, 2) ?? "null",
    ]),
  );
}

function shorten(value: unknown): unknown {
  if (typeof value === "string" && value.length > STRING_LIMIT)
    return `${value.slice(0, 80)}… (${value.length.toLocaleString("en")} characters)`;
  if (value instanceof Uint8Array) return `(${value.byteLength.toLocaleString("en")} bytes)`;
  if (Array.isArray(value)) return value.map(shorten);
  if (typeof value === "bigint") return value.toString();
  if (typeof value !== "object" || value === null || "toJSON" in value) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shorten(item)]));
}
