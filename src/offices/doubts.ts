import type { Asker } from "#access/asker.ts";
import type { Directory } from "#access/directory.ts";
import type { ChatUser } from "#access/links.ts";
import type { Doubt, Doubts } from "#doubt.ts";
import type { Notice } from "#office.ts";
import type { State } from "#store.ts";

/** What doubting a number needs. */
export interface DoubtsParts {
  readonly state: State;
  readonly directory: Directory;
  /** Tells administrators; never rejects. */
  readonly tell: (notice: Notice) => Promise<void>;
  readonly prefix: string;
  readonly clock: () => Date;
}

const longest = 500;

/** Doubts in the name of one chat user. */
export function createDoubts({ state, tell, prefix, clock }: DoubtsParts, user: ChatUser, asker: Asker | null): Doubts {
  const { platform, userId } = user;
  const who = asker?.owner?.name ?? user.name ?? `${platform}:${userId}`;
  return {
    async answered(answer) {
      const [row] = await state.rows<{ command: string | null; at: Date }>(
        "SELECT command, at FROM audit WHERE id = $1 AND platform = $2 AND outcome IN ('answered', 'empty')",
        [answer, platform],
      );
      return row?.command == null || row.command === "" ? null : { command: row.command, at: new Date(row.at) };
    },
    async raise({ answer, question, command, why, askedAt }) {
      const at = clock();
      const said = why?.slice(0, longest) ?? null;
      await state.run(
        `INSERT INTO doubts (answer, platform, user_id, owner, question, command, why, asked_at, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT (answer, platform, user_id) DO UPDATE SET why = coalesce(excluded.why, doubts.why), at = excluded.at`,
        [answer, platform, userId, asker?.owner?.id ?? null, question, command, said, askedAt, at],
      );
      const reason = { en: said === null ? "" : `: “${said}”`, zh: said === null ? "" : `：“${said}”` };
      void tell({
        headline: {
          en: `${who} doubts a number${reason.en}. The same figures again: ${command} (answer ${answer} to ${question}, ${askedAt.toISOString()})`,
          zh: `${who} 认为数字有误${reason.zh}。重现命令：${command}（回答 ${answer}，提问 ${question}，${askedAt.toISOString()}）`,
        },
        buttons: [
          ...(command.startsWith("/") ? [{ label: { en: "Ask it again", zh: "重新查询" }, ask: command }] : []),
          { label: { en: "All doubts", zh: "全部疑问" }, ask: `/${prefix}admin wrong` },
        ],
      });
    },
  };
}

/** What was doubted, newest first. */
export async function allDoubts(
  { state, directory }: Pick<DoubtsParts, "state" | "directory">,
  most: number,
): Promise<Doubt[]> {
  const rows = await state.rows<Record<string, unknown>>(
    `SELECT answer, platform, user_id, owner, question, command, why, asked_at, at FROM doubts
     ORDER BY at DESC, answer LIMIT ${most}`,
  );
  const names = new Map((await directory.owners()).map(({ id, name }) => [id, name]));
  return rows.map((row) => ({
    ...{ answer: String(row.answer), question: String(row.question), command: String(row.command) },
    who: names.get(String(row.owner ?? "")) ?? `${row.platform}:${row.user_id}`,
    why: row.why === null ? null : String(row.why),
    askedAt: new Date(row.asked_at as Date),
    at: new Date(row.at as Date),
  }));
}
