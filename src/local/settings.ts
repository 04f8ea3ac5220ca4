import { createHash } from "node:crypto";
import type { Config, Environment } from "#config.ts";

/** A digest of what changes answers: two processes with equal digests would answer alike. */
export function settingsDigest(config: Config, environment: Environment, sourceVariables: readonly string[]): string {
  const { crm, calendar, companyFile, currency, access, administrators, poolVisible, poolMasked } = config;
  const source = sourceVariables.map((name) => [name, environment[name] ?? null]);
  const settings = { crm, calendar, companyFile, currency, access, administrators, poolVisible, poolMasked, source };
  return createHash("sha256").update(JSON.stringify(settings)).digest("hex").slice(0, 16);
}
