import type { Directory, Owner } from "#access/directory.ts";
import type { ChatUser, Links } from "#access/links.ts";
import type { Mailer } from "#mail.ts";
import { codeMinutes, type Linking, type Notice } from "#office.ts";

/** What joining chat users with CRM users needs. */
export interface LinkingParts {
  readonly links: Links;
  readonly directory: Directory;
  /** Null where no mail can be sent: then only administrators prove a claim. */
  readonly mailer: Mailer | null;
  /** Tells administrators; never rejects. */
  readonly tell: (notice: Notice) => Promise<void>;
  readonly prefix: string;
}

/** The CRM user with this address who is still there. */
export async function ownerWithAddress(directory: Directory, address: string): Promise<Owner | undefined> {
  return (await directory.owners()).find(({ active, email }) => active && email === address.toLowerCase());
}

/** The linking of one chat user, who is known as `owner` already, or as nobody. */
export function createLinking(parts: LinkingParts, user: ChatUser, owner: Owner | null): Linking {
  const { links, directory, mailer, tell, prefix } = parts;
  const { platform, userId } = user;
  const who = user.name === undefined ? `${platform}:${userId}` : `${user.name} (${platform}:${userId})`;
  return {
    async standing() {
      const claims = await links.claims();
      return {
        owner: owner?.name ?? null,
        linked: links.ownerOf(platform, userId) !== null,
        claimed: claims.some((claim) => claim.platform === platform && claim.userId === userId),
      };
    },
    async claim(given) {
      const address = given.toLowerCase();
      const { claim, code } = await links.claim(user, address, mailer !== null);
      const claimed = await ownerWithAddress(directory, address);
      // Nobody waits for the mail: how long an answer takes would tell whether the address exists.
      if (claimed !== undefined && mailer !== null) void mailer({ to: address, ...codeMail(code, who, prefix) });
      const known = claimed?.name ?? null;
      void tell({
        headline: {
          en: `${who} says to be ${address}${known === null ? ", which is no CRM user's address" : ` (${known})`}`,
          zh: `${who} 申请绑定 ${address}${known === null ? "（CRM 中没有这个邮箱）" : `（${known}）`}`,
        },
        buttons: [
          { label: { en: "Approve", zh: "批准" }, ask: `/${prefix}admin approve ${claim.id}` },
          { label: { en: "Decline", zh: "拒绝" }, ask: `/${prefix}admin decline ${claim.id}` },
        ],
      });
      return mailer === null ? "approval" : "code";
    },
    async prove(code) {
      const claim = await links.prove(user, code);
      const proved = claim === null ? undefined : await ownerWithAddress(directory, claim.address);
      if (proved === undefined) return null;
      await links.keep({ platform, userId, owner: proved.id, how: "code", by: null });
      void tell({
        headline: {
          en: `${who} is linked to ${proved.name} now, by a code sent to ${proved.email}`,
          zh: `${who} 已通过发送到 ${proved.email} 的验证码绑定为 ${proved.name}`,
        },
        buttons: [
          { label: { en: "Take it back", zh: "解除绑定" }, ask: `/${prefix}admin unlink ${platform}:${userId}` },
        ],
      });
      return proved.name;
    },
    unlink: () => links.unlink(platform, userId),
  };
}

/** The mail that holds a code, in both languages: nobody knows yet which one its reader speaks. */
function codeMail(code: string, who: string, prefix: string): { subject: string; text: string } {
  return {
    subject: "Parley: your code / 您的验证码",
    text: `${who} wants to be linked to this address in Parley. If that is you, write there within ${codeMinutes} minutes:

/${prefix}link ${code}

If it is not you, do nothing, and tell your administrator.

${who} 申请在 Parley 中绑定此邮箱。如果是您本人，请在 ${codeMinutes} 分钟内在聊天中发送：

/${prefix}link ${code}

如非本人操作，请忽略此邮件，并告知管理员。
`,
  };
}
