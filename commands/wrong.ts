import { type CommandInput, defineCommand } from "#command.ts";
import { UserError } from "#errors.ts";
import { again } from "#grammar/again.ts";
import { addDays } from "#grammar/days.ts";
import type { Reply } from "#reply.ts";
import { messages } from "#wording/wrong.ts";

export default defineCommand({
  title: { en: "Is this number wrong?", zh: "数字有误" },
  summary: { en: "Tell the administrator that a number looks wrong", zh: "告诉管理员某个数字看起来不对" },
  aliases: ["数字有误"],
  group: "mine",
  personal: true,
  examples: [{ en: "/wrong", zh: "/数字有误" }],
  period: null,
  narrows: null,
  groupings: 0,
  subject: "optional",
  messages,
  async run(input): Promise<Reply> {
    const { question, words, office } = input;
    const [answer = "", ...rest] = (question.subject ?? "").trim().split(/\s+/);
    if (answer === "") return { headline: words.say("how"), result: {} };
    if (!office) return { headline: words.say("here_only"), result: {} };
    const found = await office.doubts.answered(answer);
    if (found === null) {
      const hint = words.say("unknown_hint");
      throw new UserError("no_answer", words.say("unknown", { answer: answer.slice(0, 40) }), { hint });
    }
    const command = await reproducible(input, found);
    const why = rest.length === 0 ? null : rest.join(" ");
    await office.doubts.raise({ answer, question: found.command, command, why, askedAt: found.at });
    return {
      headline: words.say(why === null ? "thanks" : "thanks_why"),
      insights: [words.say("again", { command })],
      actions: why === null ? [words.say("tell_more", { answer })] : [],
      followUps: input.commands.has("quality") ? [{ label: words.say("quality"), ask: "/quality" }] : [],
      ...(why === null ? { lacks: lackOf(input, answer) } : {}),
      result: { answer, command },
    };
  },
});

function lackOf({ words }: Pick<CommandInput<unknown>, "words">, answer: string): NonNullable<Reply["lacks"]> {
  const [title, label, example] = [words.say("form_title"), words.say("form_label"), words.say("form_example")];
  return { command: `wrong ${answer}`, title, label, example };
}

/** The command with its dates and its last day written out, so that it says the same tomorrow. */
async function reproducible({ read }: Pick<CommandInput<unknown>, "read">, asked: { command: string; at: Date }) {
  // What a job said is repeated in a terminal, by a line that has its instant already.
  if (read === undefined || !asked.command.startsWith("/")) return asked.command;
  try {
    const { question } = await read(asked.command, asked.at);
    const { from, to } = question.period;
    const dated = again(question, { period: `${from}..${addDays(to, -1)}` });
    const text = /\sas of \d/.test(dated) ? dated : `${dated} as of ${question.asOf}`;
    await read(text);
    return text;
  } catch (error) {
    // What can no longer be read (a value is gone) is told as it was asked.
    if (error instanceof UserError) return asked.command;
    throw error;
  }
}
