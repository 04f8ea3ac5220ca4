import { createSign } from "node:crypto";
import { readFile } from "node:fs/promises";
import { UserError } from "#errors.ts";
import type { Api } from "#http/api.ts";
import type { Session } from "#http/session.ts";
import type { Settings } from "./config.ts";

type Grant = () => Record<string, string>;

/** How the app signs in: with its secret (client credentials), or as a user with an assertion that its key signs. */
export async function grantOf(settings: Settings, now: () => number = Date.now): Promise<Grant> {
  const { SALESFORCE_CLIENT_ID: id, SALESFORCE_CLIENT_SECRET: secret } = settings;
  const { SALESFORCE_USERNAME: user, SALESFORCE_KEY_FILE: file, SALESFORCE_AUDIENCE: audience } = settings;
  if (secret !== undefined) return () => ({ grant_type: "client_credentials", client_id: id, client_secret: secret });
  if (user === undefined || file === undefined) {
    throw new UserError(
      "config",
      "SALESFORCE_CLIENT_SECRET is not set, nor SALESFORCE_USERNAME with SALESFORCE_KEY_FILE",
      {
        hint: "src/connectors/salesforce/README.md shows both ways to sign in.",
      },
    );
  }
  const key = await readFile(file, "utf8").catch((cause: Error) => {
    throw new UserError("config", "the file that SALESFORCE_KEY_FILE names cannot be read", { cause });
  });
  return () => {
    const claims = { iss: id, sub: user, aud: audience, exp: Math.floor(now() / 1000) + 180 };
    const text = [{ alg: "RS256" }, claims]
      .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
      .join(".");
    const assertion = `${text}.${createSign("RSA-SHA256").update(text).sign(key, "base64url")}`;
    return { grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", assertion };
  };
}

/** Asks My Domain for a token. Salesforce does not say when it ends: a 401 does. */
export async function login(ask: Api["call"], grant: Grant): Promise<Session> {
  const answer = await ask({ method: "POST", path: "/services/oauth2/token", body: new URLSearchParams(grant()) });
  return { token: String((answer.body as { access_token?: string }).access_token) };
}
