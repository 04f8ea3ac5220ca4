import { createHash } from "node:crypto";
import type { Button } from "#answer.ts";
import { bytesOf } from "./lengths.ts";
import { limits } from "./limits.ts";
import type { Memory } from "./memory.ts";

/** What a press means. */
export interface Press {
  readonly action: string;
  readonly value: string;
}

const known = /^(ask|share|explain|menu|choose|form)\.\d+ (.*)$/s;

/** What stands before the value takes less. */
const isLong = (value: string): boolean => bytesOf(value) > limits.buttonKey - 16;

/** A value too long for a key is remembered under its digest. */
const digest = (value: string): string => `#${createHash("sha256").update(value).digest("hex")}`;

/**
 * A button's key: what it does, where it stands (keys of a card must differ), and its whole command. So it outlives a
 * restart without being remembered, unless the command is longer than a key may be.
 */
export function keyOf({ action, value }: Press | Button, position: number): string {
  return `${action}.${position} ${isLong(value) ? digest(value) : value}`;
}

/** Remembers the values that are too long for keys. */
export async function rememberLong(buttons: readonly Press[], memory: Memory): Promise<void> {
  for (const { value } of buttons) if (isLong(value)) await memory.set(digest(value), value);
}

/** What a key means; null when it is none of ours, or has been forgotten. */
export async function readKey(key: string, memory: Memory): Promise<Press | null> {
  const [, action, value] = known.exec(key) ?? [];
  if (action === undefined || value === undefined) return null;
  if (!/^#[0-9a-f]{64}$/.test(value)) return { action, value };
  const kept = await memory.get(value);
  return kept === null ? null : { action, value: kept };
}
