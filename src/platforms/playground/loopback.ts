import { isIPv4 } from "node:net";

/** Does this host name mean the machine itself? Only such an address is served without a password. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[(.*)\]$/, "$1");
  return (
    name === "localhost" || name.endsWith(".localhost") || name === "::1" || (isIPv4(name) && name.startsWith("127."))
  );
}

/** `Host` or `Origin` header → host name and port as the browser sees them; null when it is neither. */
export function parseAuthority(header: string): { readonly name: string; readonly authority: string } | null {
  const address = header.includes("://") ? header : `http://${header}`;
  if (header === "" || !URL.canParse(address)) return null;
  const url = new URL(address);
  return { name: url.hostname, authority: url.host };
}
