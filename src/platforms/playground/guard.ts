import type { IncomingMessage, ServerResponse } from "node:http";
import { isLoopback, parseAuthority } from "./loopback.ts";

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** Headers of every response: nothing from elsewhere, nothing guessed, nothing framed. */
export function secureHeaders(response: ServerResponse): void {
  response.setHeader("Content-Security-Policy", POLICY);
  response.setHeader("X-Content-Type-Options", "nosniff");
  response.setHeader("X-Frame-Options", "DENY");
  response.setHeader("Referrer-Policy", "same-origin");
  response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
  response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
}

/**
 * Is the request addressed to this server by a name of its own? Without a password only loopback names are:
 * a foreign name that resolves to 127.0.0.1 is DNS rebinding. With one, the cookie already belongs to a single name.
 */
export function ownHost(request: IncomingMessage, protectedByPassword: boolean): boolean {
  const host = parseAuthority(request.headers.host ?? "");
  return host !== null && (protectedByPassword || isLoopback(host.name));
}

/** Was the request sent by a page of this server? Browsers do not restrict WebSockets and form posts by origin themselves. */
export function ownOrigin(request: IncomingMessage): boolean {
  const origin = parseAuthority(request.headers.origin ?? "");
  const host = parseAuthority(request.headers.host ?? "");
  return (
    origin !== null &&
    host !== null &&
    (request.headers.origin ?? "").includes("://") &&
    origin.authority === host.authority
  );
}
