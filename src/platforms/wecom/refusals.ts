import { SendError } from "#errors.ts";

/** What WeCom answers instead of doing what was asked: a code that is not 0, in an HTTP 200 or an acknowledgement. */
export interface Refusal {
  readonly errcode: number;
  readonly errmsg: string;
}

/** What an administrator does about WeCom's codes. */
const mends: Readonly<Record<number, string>> = {
  40001: "WECOM_APP_SECRET is wrong: copy it again from the app's page (应用管理 → 应用 → Secret).",
  40013: "WECOM_CORP_ID is wrong: copy it again (我的企业 → 企业ID).",
  40003: "There is no such member, or the app may not see them.",
  40056: "WECOM_AGENT_ID is wrong: copy it again from the app's page (应用管理 → 应用 → AgentId).",
  48002: "The app may not use this API: see its permissions (应用管理 → 应用 → 权限).",
  60011: "The app may not see this member: widen who can use it (应用管理 → 应用 → 可见范围).",
  60111: "There is no such member.",
  81013: "The member does not exist, or is outside of who can use the app (应用管理 → 应用 → 可见范围).",
  93000: "The webhook's key is wrong, or the webhook was removed: copy it again (群设置 → 消息推送).",
};

/** WeCom is busy; the same may work in a moment. Nothing was done. */
const busy: ReadonlySet<number> = new Set([-1, 6000]);
/** Too much was asked. Nothing was done. */
const limited: ReadonlySet<number> = new Set([45009, 45033]);
const expired: ReadonlySet<number> = new Set([40014, 42001]);

export const isBusy = ({ errcode }: Refusal): boolean => busy.has(errcode);
export const isLimited = ({ errcode }: Refusal): boolean => limited.has(errcode);
/** Is the access token no longer valid? */
export const isExpired = ({ errcode }: Refusal): boolean => expired.has(errcode);

/** The address from which Parley is seen, as 60020 tells it: the one that must be allowed. */
export function egressAddress(errmsg: string): string | null {
  return /from ip:\s*([0-9a-fA-F.:]+[0-9a-fA-F])/.exec(errmsg)?.[1] ?? null;
}

/** A refusal as an error that says what to do. WeCom's own message is cut before its link to a lookup page. */
export function refused({ errcode, errmsg }: Refusal): SendError {
  const what = `${errcode}: ${errmsg.replace(/,?\s*more info.*$/s, "")}`;
  if (errcode === 60020) {
    const address = egressAddress(errmsg);
    return new SendError("wecom", what, {
      fate: "refused",
      hint: `Add ${address ?? "this machine's public address"} to the app's trusted IPs (应用管理 → 应用 → 企业可信IP).`,
    });
  }
  const hint = mends[errcode];
  const passes = busy.has(errcode) || limited.has(errcode);
  return new SendError("wecom", what, {
    fate: passes ? "later" : "refused",
    // A window of a minute must pass; WeCom does not say how much of it is left.
    ...(limited.has(errcode) ? { waitMs: 60_000 } : {}),
    ...(hint === undefined ? {} : { hint }),
  });
}

/** Something was sent and its reply was lost: it may have arrived, and WeCom has nowhere to look. */
export class Lost extends SendError {
  override name = "Lost";
  constructor(cause: unknown) {
    super("wecom", "the reply was lost: the message may have arrived", { fate: "lost", cause });
  }
}
