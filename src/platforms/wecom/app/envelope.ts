import { timingSafeEqual } from "node:crypto";
import { decrypt, getSignature } from "@wecom/crypto";
import { readXml } from "./xml.ts";

/** What a callback is opened with. */
export interface Lock {
  readonly token: string;
  readonly aesKey: string;
  /** Whom it must be meant for. */
  readonly corpId: string;
}

/** Why a callback is refused; `status` is what it is answered with. */
export class Refused extends Error {
  override name = "Refused";
  readonly status: 400 | 403;
  constructor(status: 400 | 403, message: string) {
    super(message);
    this.status = status;
  }
}

/** An older callback is a replay. */
const freshMs = 5 * 60_000;

function same(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/**
 * Opens what WeCom sealed: the signature must be right, the time near, and the receiver this corp; the library that
 * decrypts checks none of them.
 * @throws Refused 400 for what is malformed, 403 for what is forged, old, or meant for somebody else.
 */
export function open(sealed: string, query: URLSearchParams, { token, aesKey, corpId }: Lock, now: number): string {
  const [signature, timestamp, nonce] = ["msg_signature", "timestamp", "nonce"].map((name) => query.get(name) ?? "");
  if (!signature || !timestamp || !nonce || sealed === "") throw new Refused(400, "a callback lacks its signature");
  if (!same(getSignature(token, timestamp, nonce, sealed), signature)) throw new Refused(403, "a callback is forged");
  if (!/^\d+$/.test(timestamp) || Math.abs(now - Number(timestamp) * 1_000) > freshMs) {
    throw new Refused(403, "a callback is too old, or this machine's clock is wrong");
  }
  let opened: { readonly message: string; readonly id: string };
  try {
    opened = decrypt(aesKey, sealed);
  } catch {
    throw new Refused(403, "a callback cannot be decrypted: is WECOM_ENCODING_AES_KEY right?");
  }
  if (!same(opened.id, corpId)) throw new Refused(403, "a callback is meant for another corp");
  return opened.message;
}

/** The sealed part of a posted callback. */
export function sealedOf(body: string): string {
  const sealed = readXml(body)?.Encrypt;
  if (typeof sealed !== "string" || sealed === "") throw new Refused(400, "a callback is malformed");
  return sealed;
}
