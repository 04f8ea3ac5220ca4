import { createHash } from "node:crypto";
import type { Log, Vault } from "#platform.ts";

/** Remembers texts by key, also after a restart. */
export interface Memory {
  get(key: string): Promise<string | null>;
  set(key: string, text: string): Promise<void>;
}

const digest = (key: string): Buffer => createHash("sha256").update(key).digest();

/**
 * A memory in so many places of the vault: what comes to a place that is taken replaces what was there, so that it
 * never grows and forgets the oldest on the whole. It is a comfort: when the vault fails, that is logged, and what was
 * said is remembered by this process alone.
 */
export function createMemory({ vault, log }: { vault: Vault; log: Log }, name: string, places: number): Memory {
  const placeOf = (key: string): string => `${name}.${digest(key).readUInt32BE(0) % places}`;
  const mark = (key: string): string => digest(key).toString("hex");
  const failed = (error: unknown): null => {
    log.warn({ platform: "wecom", memory: name, err: error }, "the memory failed");
    return null;
  };
  // What could not be kept is known to this process all the same: by it a message's parts are not sent twice.
  const unkept = new Map<string, string>();
  return {
    async get(key) {
      const kept = unkept.get(placeOf(key)) ?? (await vault.get(placeOf(key)).catch(failed));
      return kept?.startsWith(`${mark(key)} `) ? kept.slice(mark(key).length + 1) : null;
    },
    async set(key, text) {
      const place = placeOf(key);
      const kept = `${mark(key)} ${text}`;
      unkept.set(place, kept);
      await vault.set(place, kept).then(() => {
        if (unkept.get(place) === kept) unkept.delete(place);
      }, failed);
    },
  };
}
