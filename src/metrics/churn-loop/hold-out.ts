/**
 * Is an account in the control group (对照组) that nobody is told of? The same for ever, and for every share a part of any
 * larger one: its id hashed (FNV-1a, 32 bits, mixed) lies within the first `share` of all hashes. O(length).
 * Source: Fowler, Noll & Vo, FNV-1a; Appleby, MurmurHash3 (final mix).
 */
export function heldOut(account: string, share: number): boolean {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(account)) hash = Math.imul(hash ^ byte, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32 < share;
}
