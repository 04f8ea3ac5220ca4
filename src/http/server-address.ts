import { z } from "zod";

const loopback = ["127.0.0.1", "localhost", "[::1]"];

/** An address from the environment that secrets are sent to: HTTPS, unless it is this machine. Without a slash at its end. */
export function serverAddress(expected: string) {
  return z
    .url(expected)
    .refine((address) => {
      const { protocol, hostname } = new URL(address);
      return protocol === "https:" || (protocol === "http:" && loopback.includes(hostname));
    }, `${expected}, with https://`)
    .transform((address) => address.replace(/\/+$/, ""));
}
