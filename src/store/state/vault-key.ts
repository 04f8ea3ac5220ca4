import { createHash, randomBytes } from "node:crypto";
import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { UserError } from "#errors.ts";

/**
 * The key that secrets are sealed with: derived from SECRET_KEY, else kept in a file of the data folder that only its
 * owner may read, made on first use. A copy of the database alone then tells nobody a secret.
 * @throws UserError `configuration` when the file holds something else.
 */
export async function vaultKey(secret: string | null, dataDir: string): Promise<Buffer> {
  if (secret !== null) return createHash("sha256").update(secret).digest();
  const path = join(dataDir, "secret.key");
  const made = `${path}.${process.pid}.${randomBytes(4).toString("hex")}`;
  const kept = await readFile(path, "utf8").catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    await writeFile(made, randomBytes(32).toString("hex"), { mode: 0o600, flag: "wx", flush: true });
    // Linked into place: nobody ever reads half a key, and whoever came first decides. Some file systems have no links.
    await link(made, path)
      .catch((taken: NodeJS.ErrnoException) => (taken.code === "EEXIST" ? undefined : rename(made, path)))
      .finally(() => rm(made, { force: true }));
    return readFile(path, "utf8");
  });
  if (!/^[0-9a-f]{64}$/.test(kept.trim())) {
    throw new UserError("configuration", `${path} holds no key`, {
      hint: "Restore it from a backup. Without one remove it: what was sealed with it must then be set up again.",
    });
  }
  return Buffer.from(kept.trim(), "hex");
}
