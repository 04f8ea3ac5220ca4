import { readFileSync } from "node:fs";
import { UserError } from "#errors.ts";

/** Where a database is, and as whom it is read. */
export interface Address {
  readonly dialect: "postgres" | "mysql";
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** Verified against these or the usual authorities; null without encryption. */
  readonly tls: { readonly rejectUnauthorized: true; readonly ca?: string } | null;
}

const dialects: Readonly<Record<string, readonly [Address["dialect"], number]>> = {
  "postgres:": ["postgres", 5432],
  "postgresql:": ["postgres", 5432],
  "mysql:": ["mysql", 3306],
  "mariadb:": ["mysql", 3306],
};
const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/;

/**
 * Reads `postgres://user:password@host:5432/database` or `mysql://…`. Other machines are spoken to by TLS, and only when
 * their certificate is good, unless `?sslmode=disable` says otherwise; `?sslrootcert=/path` names an authority of one's
 * own. Throws UserError `config` that shows no part of what it was given; `variable` is where it came from.
 */
export function readAddress(text: string, variable: string): Address {
  const url = URL.canParse(text) ? new URL(text) : null;
  const known = url && dialects[url.protocol];
  if (!url || !known || url.hostname === "" || url.pathname.length < 2) {
    throw refused(variable, "is not an address such as postgres://user:password@host:5432/database or mysql://…");
  }
  const [dialect, port] = known;
  const mode = url.searchParams.get("sslmode") ?? (loopback.test(url.hostname) ? "disable" : "verify-full");
  if (mode !== "disable" && mode !== "verify-full") {
    throw refused(variable, "asks for a sslmode other than verify-full (the default) and disable");
  }
  return {
    ...{ dialect, host: url.hostname.replace(/^\[|\]$/g, ""), port: url.port === "" ? port : Number(url.port) },
    ...{ user: decodeURIComponent(url.username), password: decodeURIComponent(url.password) },
    database: decodeURIComponent(url.pathname.slice(1)),
    tls: mode === "disable" ? null : { rejectUnauthorized: true, ...authority(url.searchParams.get("sslrootcert")) },
  };

  function authority(path: string | null): { ca?: string } {
    if (path === null) return {};
    try {
      return { ca: readFileSync(path, "utf8") };
    } catch (cause) {
      throw refused(variable, `names a sslrootcert that cannot be read: ${path}`, cause);
    }
  }
}

function refused(variable: string, what: string, cause?: unknown): UserError {
  return new UserError("config", `${variable} ${what}`, {
    hint: "Characters such as @ and / in a password are written %40 and %2F.",
    cause,
  });
}
