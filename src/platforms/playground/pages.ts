import type { IncomingMessage, ServerResponse } from "node:http";
import type { Asset } from "./assets.ts";
import type { Shelves } from "./board.ts";
import { sendFont } from "./fonts.ts";
import { ownHost, ownOrigin, secureHeaders } from "./guard.ts";
import type { Login } from "./login.ts";

const FORM_LIMIT = 1024;

const PROBLEMS = {
  wrong: "That password is not right. · 密码不正确。",
  wait: "Too many attempts: wait a minute. · 尝试次数过多，请一分钟后再试。",
} as const;

/** Answers plain HTTP: the page, its files, charts, and the login form when there is a password. */
export function createPages(assets: ReadonlyMap<string, Asset>, shelves: Shelves, login: Login, locked: boolean) {
  function plain(response: ServerResponse, status: number, text: string): void {
    response
      .writeHead(status, { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" })
      .end(`${text}\n`);
  }

  function file(request: IncomingMessage, response: ServerResponse, name: string): void {
    const asset = assets.get(name);
    if (asset === undefined) {
      plain(response, 404, "Not found");
      return;
    }
    const headers = { "Content-Type": asset.type, "Cache-Control": "no-cache", ETag: asset.etag };
    if (request.headers["if-none-match"] === asset.etag) response.writeHead(304, headers).end();
    else response.writeHead(200, headers).end(asset.body);
  }

  function image(response: ServerResponse, id: string): void {
    const png = shelves.images.find(id);
    const headers = { "Content-Type": "image/png", "Cache-Control": "private, max-age=86400, immutable" };
    if (png === undefined) plain(response, 404, "Not found");
    else response.writeHead(200, headers).end(png);
  }

  function download(response: ServerResponse, id: string): void {
    const found = shelves.files.find(id);
    if (found === undefined) {
      plain(response, 404, "Not found");
      return;
    }
    const name = encodeURIComponent(found.name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
    const headers = {
      "Content-Type": found.type,
      "Content-Disposition": `attachment; filename*=UTF-8''${name}`,
      "Cache-Control": "private, no-store",
    };
    response.writeHead(200, headers).end(found.bytes);
  }

  function loginForm(response: ServerResponse, problem?: keyof typeof PROBLEMS): void {
    const status = problem === undefined ? 200 : problem === "wait" ? 429 : 401;
    const text = problem === undefined ? "" : `<p class="problem" role="alert">${PROBLEMS[problem]}</p>`;
    const body = String(assets.get("login.html")?.body).replace("<!-- problem -->", text);
    response.writeHead(status, { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store" }).end(body);
  }

  async function attempt(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let form = "";
    for await (const chunk of request) {
      form += String(chunk);
      if (form.length > FORM_LIMIT) return plain(response, 413, "Too large");
    }
    const result = login.attempt(new URLSearchParams(form).get("password") ?? "");
    if (typeof result === "string") return loginForm(response, result);
    response.writeHead(303, { Location: "/", "Set-Cookie": result.cookie }).end();
  }

  return async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    secureHeaders(response);
    if (!ownHost(request, locked)) return plain(response, 421, "Ask for localhost, or set PLAYGROUND_PASSWORD.");
    const path = (request.url ?? "/").replace(/[?#].*$/, "");
    if (request.method === "POST" && path === "/login") {
      if (!ownOrigin(request)) return plain(response, 403, "Forbidden");
      return attempt(request, response);
    }
    if (request.method !== "GET" && request.method !== "HEAD") return plain(response, 405, "Method not allowed");
    if (path.startsWith("/page/") && !path.endsWith(".html"))
      return file(request, response, path.slice("/page/".length));
    const weight = /^\/fonts\/(\d{3})\.ttf$/.exec(path)?.[1];
    if (weight !== undefined && (await sendFont(response, weight))) return;
    if (!login.admits(request)) {
      if (path === "/login") return loginForm(response);
      if (path === "/") return void response.writeHead(303, { Location: "/login", "Cache-Control": "no-store" }).end();
      return plain(response, 401, "Unauthorized");
    }
    if (path === "/") return file(request, response, "page.html");
    if (path === "/login") return void response.writeHead(303, { Location: "/" }).end();
    const wanted = /^\/files\/([0-9a-f]{32})$/.exec(path)?.[1];
    if (wanted !== undefined) return download(response, wanted);
    const chart = /^\/images\/([0-9a-f]{32})\.png$/.exec(path)?.[1];
    return chart === undefined ? plain(response, 404, "Not found") : image(response, chart);
  };
}
