import type { AxiosInstance } from "axios";
import { call } from "./call.ts";

/** The app's access token: one for everybody, asked for once at a time, kept for as long as it lives. */
export interface Token {
  get(): Promise<string>;
  /** WeCom says that this one is no longer valid: the next `get` asks for another, unless somebody has. */
  drop(token: string): void;
}

/** Renewed this long before it ends, so that none ends on its way. */
const earlyMs = 5 * 60_000;

export function createToken(
  http: AxiosInstance,
  { corpId, secret }: { readonly corpId: string; readonly secret: string },
  now: () => number = Date.now,
): Token {
  let kept: { readonly token: string; readonly until: number } | null = null;
  let asking: Promise<string> | null = null;
  async function ask(): Promise<string> {
    const params = { corpid: corpId, corpsecret: secret };
    const { access_token: token, expires_in: seconds } = await call(() => http.get("/cgi-bin/gettoken", { params }));
    kept = { token: String(token), until: now() + Math.max(0, Number(seconds) * 1_000 - earlyMs) };
    return kept.token;
  }
  return {
    async get() {
      if (kept !== null && now() < kept.until) return kept.token;
      asking ??= ask().finally(() => {
        asking = null;
      });
      return asking;
    },
    drop(token) {
      if (kept?.token === token) kept = null;
    },
  };
}
