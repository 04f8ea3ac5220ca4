import { randomBytes } from "node:crypto";

export interface Images {
  /** Keeps a PNG and returns its id, which nobody can guess. */
  keep(png: Uint8Array): string;
  find(id: string): Uint8Array | undefined;
}

/** Charts in memory; the one longest not looked at leaves first. */
export function createImages(limit = 200): Images {
  const images = new Map<string, Uint8Array>();
  return {
    keep(png) {
      const id = randomBytes(16).toString("hex");
      images.set(id, png);
      for (const oldest of images.keys()) {
        if (images.size <= limit) break;
        images.delete(oldest);
      }
      return id;
    },
    find(id) {
      const png = images.get(id);
      if (png === undefined) return undefined;
      images.delete(id);
      images.set(id, png);
      return png;
    },
  };
}
