import { createHash, randomBytes } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/**
 * The key that secrets are sealed with: derived from SECRET_KEY, else kept in a file of the data folder that only its
 * owner may read, made on first use. A copy of the database alone then tells nobody a secret.
 */
export async function vaultKey(secret: string | null, dataDir: string): Promise<Buffer> {
  if (secret !== null) return createHash("sha256").update(secret).digest();
  const path = join(dataDir, "secret.key");
  const made = randomBytes(32).toString("hex");
  // `wx` fails when the file is there: whoever came first decides.
  await writeFile(path, made, { mode: 0o600, flag: "wx" }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EEXIST") throw error;
  });
  return Buffer.from((await readFile(path, "utf8")).trim(), "hex");
}
