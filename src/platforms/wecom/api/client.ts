import { SourceError } from "#errors.ts";
import { createHttp } from "#http.ts";
import type { AppSettings } from "../config.ts";
import { isExpired } from "../refusals.ts";
import { type ApiReply, call } from "./call.ts";
import { createToken } from "./token.ts";

/** WeCom's API as one self-built app may use it. */
export interface Api {
  get(path: string, params?: Readonly<Record<string, string>>): Promise<ApiReply>;
  /** `never`: it must not happen twice, so that a lost reply rejects with `Lost`; `known`: WeCom sees to that. */
  post(path: string, body: object, afterLoss?: "again" | "known" | "never"): Promise<ApiReply>;
  /** Uploads for three days; returns the media id. */
  upload(type: "image" | "file", bytes: Uint8Array, filename: string): Promise<string>;
}

export const timeoutMs = 15_000;

export function createApi(baseUrl: string, app: Pick<AppSettings, "corpId" | "secret">): Api {
  const http = createHttp({ baseURL: baseUrl, timeout: timeoutMs });
  const token = createToken(http, app);

  /** With a valid token; with a new one when WeCom no longer takes the old. */
  async function signed(
    work: (token: string) => Promise<{ readonly data: ApiReply }>,
    afterLoss?: "again" | "known" | "never",
  ): Promise<ApiReply> {
    const first = await token.get();
    let expired = false;
    const reply = await call(async () => {
      const answered = await work(first);
      expired = isExpired({ errcode: answered.data.errcode ?? 0, errmsg: "" });
      return expired ? { data: {} } : answered;
    }, afterLoss);
    if (!expired) return reply;
    token.drop(first);
    const renewed = await token.get();
    return call(() => work(renewed), afterLoss);
  }

  return {
    get: (path, params = {}) =>
      signed((access_token) => http.get(`/cgi-bin/${path}`, { params: { access_token, ...params } })),
    post: (path, body, afterLoss) =>
      signed((access_token) => http.post(`/cgi-bin/${path}`, body, { params: { access_token } }), afterLoss),
    async upload(type, bytes, filename) {
      const { media_id: id } = await signed((access_token) => {
        const form = new FormData();
        form.append("media", new Blob([Uint8Array.from(bytes)]), filename);
        return http.post("/cgi-bin/media/upload", form, { params: { access_token, type } });
      });
      if (typeof id !== "string") throw new SourceError("wecom", "the upload gave no media id", { retryable: true });
      return id;
    },
  };
}
