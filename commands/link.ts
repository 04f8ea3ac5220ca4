import { z } from "zod";
import { type CommandInput, defineCommand } from "#command.ts";
import { UserError } from "#errors.ts";
import { codeMinutes, type Linking } from "#office.ts";
import type { Reply } from "#reply.ts";
import { messages } from "#wording/link.ts";

type Input = CommandInput<unknown>;

const offWords = new Set(["off", "unlink", "remove", "解除", "解绑", "取消"]);

export default defineCommand({
  title: { en: "Link", zh: "绑定" },
  summary: { en: "Who am I in the CRM?", zh: "我是CRM里的哪位用户？" },
  aliases: ["绑定", "账号绑定"],
  group: "mine",
  audience: "anyone",
  personal: true,
  examples: [
    { en: "/link", zh: "/绑定" },
    { en: "/link off", zh: "/绑定 解除" },
  ],
  period: null,
  narrows: null,
  groupings: 0,
  subject: "optional",
  messages,
  async run(input): Promise<Reply> {
    const { question, words, office } = input;
    if (!office) return { headline: words.say("here_only"), result: {} };
    const { linking } = office;
    const text = (question.subject ?? "").trim();
    if (text === "") return standing(input, linking);
    if (offWords.has(text.toLowerCase())) {
      const had = await linking.unlink();
      return { headline: words.say(had ? "unlinked" : "nothing"), result: { unlinked: had } };
    }
    if (/^\d{6,10}$/.test(text)) return prove(input, linking, text);
    const address = z
      .email()
      .max(254)
      .safeParse(text.replace(/^<?mailto:([^|>]+).*$/, "$1"));
    if (address.success) return claim(input, linking, address.data);
    throw new UserError("bad_option", words.say("bad", { text: text.slice(0, 80) }), { hint: words.say("bad_hint") });
  },
});

async function standing({ words, commands }: Input, linking: Linking): Promise<Reply> {
  const { owner, linked, claimed } = await linking.standing();
  const help = commands.has("help") ? [{ label: words.say("follow_help"), ask: "/help" }] : [];
  if (owner === null) {
    return {
      headline: words.say("unknown"),
      actions: [...(claimed ? [words.say("waiting")] : []), words.say("how")],
      followUps: help,
      result: { owner: null, linked, claimed },
    };
  }
  return {
    headline: words.say("known", { owner }),
    insights: [words.say(linked ? "take_back" : "not_here")],
    followUps: linked ? [{ label: words.say("follow_off"), ask: "/link off" }, ...help] : help,
    result: { owner, linked, claimed },
  };
}

async function claim({ words }: Input, linking: Linking, address: string): Promise<Reply> {
  const { owner } = await linking.standing();
  if (owner !== null) {
    throw new UserError("linked", words.say("known_already", { owner }), { hint: words.say("known_already_hint") });
  }
  const way = await linking.claim(address);
  return {
    headline: words.say(`claimed_${way}`, { address }),
    footnotes: way === "code" ? [words.say("claimed_note", { minutes: codeMinutes })] : [],
    result: { claimed: true, proof: way },
  };
}

async function prove({ words }: Input, linking: Linking, code: string): Promise<Reply> {
  const record = "link ********";
  const owner = await linking.prove(code);
  if (owner === null) {
    const actions = [words.say("wrong_code_hint")];
    return { headline: words.say("wrong_code"), actions, record, empty: true, result: { linked: false } };
  }
  return {
    headline: words.say("proved", { owner }),
    actions: [words.say("proved_do")],
    record,
    result: { linked: true },
  };
}
