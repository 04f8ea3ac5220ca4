import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { SourceError } from "#errors.ts";
import type { State } from "#store.ts";

/** Secrets by key, encrypted at rest. */
export interface Secrets {
  get(key: string): Promise<string | null>;
  set(key: string, value: string): Promise<void>;
  delete(key: string): Promise<void>;
}

/** Bytes of AES-GCM's nonce and tag. */
const nonceLength = 12;
const tagLength = 16;

/**
 * The secrets of one owner (a platform, a connector) in the state, each sealed with AES-256-GCM under `key` (32 bytes)
 * and bound to its owner and name, so that a value moved elsewhere in the table does not open.
 * Throws a SourceError `vault` when a secret was sealed with another key.
 */
export function openVault(state: State, key: Buffer, owner: string): Secrets {
  const about = (name: string): Buffer => Buffer.from(JSON.stringify([owner, name]));

  function seal(name: string, value: string): string {
    const nonce = randomBytes(nonceLength);
    const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(about(name));
    const sealed = Buffer.concat([cipher.update(value, "utf8"), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64");
  }

  function unseal(name: string, text: string): string {
    const bytes = Buffer.from(text, "base64");
    const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, nonceLength)).setAAD(about(name));
    decipher.setAuthTag(bytes.subarray(nonceLength, nonceLength + tagLength));
    try {
      return decipher.update(bytes.subarray(nonceLength + tagLength), undefined, "utf8") + decipher.final("utf8");
    } catch (cause) {
      throw new SourceError("vault", `the secret ${owner}/${name} was sealed with another key`, {
        hint: "Restore SECRET_KEY (or secret.key in DATA_DIR) as it was, or connect the platform again.",
        cause,
      });
    }
  }

  return {
    async get(name) {
      const [row] = await state.rows<{ sealed: string }>("SELECT sealed FROM secrets WHERE owner = $1 AND name = $2", [
        owner,
        name,
      ]);
      return row === undefined ? null : unseal(name, row.sealed);
    },
    set: (name, value) =>
      state.run(
        `INSERT INTO secrets (owner, name, sealed) VALUES ($1, $2, $3)
         ON CONFLICT (owner, name) DO UPDATE SET sealed = excluded.sealed`,
        [owner, name, seal(name, value)],
      ),
    delete: (name) => state.run("DELETE FROM secrets WHERE owner = $1 AND name = $2", [owner, name]),
  };
}
