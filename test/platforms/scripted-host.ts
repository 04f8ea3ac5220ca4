import type { Answer } from "#answer.ts";
import { createOnce } from "#hosting/once.ts";
import { createWords } from "#locales/words.ts";
import type { Locale } from "#messages.ts";
import type { Host, Incoming, PlatformCapabilities, Progress, Rating } from "#platform.ts";
import { answerOf } from "./scripted-answers.ts";

export type Reaction = (incoming: Incoming, progress: Progress) => Answer | Promise<Answer>;

export interface ScriptedHost extends Host {
  /** Every event that was not a repetition, in order. */
  readonly asked: Incoming[];
  readonly rated: Rating[];
  /** Logged as an error. */
  readonly errors: string[];
  /** How many questions the host is done with. */
  readonly answered: () => number;
}

/** What all may see where nobody can be answered privately; the rest is aside. As `src/hosting/aside.ts` does it. */
function beforeOthers(answer: Answer, locale: Locale): Answer {
  const headline = createWords(locale, "CNY").say("aside.elsewhere");
  const nothing = { context: "", command: "", buttons: [], result: {} };
  return { ...nothing, id: answer.id, locale, headline, visibility: "channel", aside: answer };
}

/** A host that answers as a test says, with Parley's own texts, deduplication and asides. */
export function scriptedHost(
  capabilities: PlatformCapabilities,
  react: Reaction = ({ text }) => answerOf(text),
  changes: Partial<Host> = {},
): ScriptedHost {
  const locale = changes.defaultLocale ?? "en";
  const once = createOnce();
  const asked: Incoming[] = [];
  const rated: Rating[] = [];
  const errors: string[] = [];
  const secrets = new Map<string, string>();
  let answered = 0;
  const both = (en: string, zh: string) => ({ en, zh });
  return {
    commands: [
      {
        name: "customer",
        title: both("Customer profile", "客户画像"),
        summary: both("Everything about one customer", "一个客户的全部情况"),
        aliases: ["客户画像"],
        group: "customers",
        examples: [both("/customer Acme", "/customer 华星科技")],
        needsSubject: true,
      },
      {
        name: "rfm",
        title: both("Customer value", "客户分层"),
        summary: both("Who are our best customers?", "谁是最有价值的客户？"),
        aliases: ["客户分层"],
        group: "customers",
        examples: [both("/rfm last90d", "/rfm 近90天")],
        needsSubject: false,
      },
    ],
    defaultLocale: locale,
    prefix: "",
    async ask(incoming, progress = () => undefined) {
      if (!once(incoming.eventId)) return null;
      asked.push(incoming);
      try {
        const said = await react(incoming, progress);
        const alone = incoming.where.private || capabilities.privateReplies || said.visibility === "channel";
        return alone ? said : beforeOthers(said, locale);
      } finally {
        answered += 1;
      }
    },
    form: async () => null,
    home: async () => ({ about: [], recent: [], suggested: [], subscriptions: [], locale }),
    rate: async (rating) => void rated.push(rating),
    vault: {
      get: async (key) => secrets.get(key) ?? null,
      set: async (key, value) => void secrets.set(key, value),
      delete: async (key) => void secrets.delete(key),
    },
    say: (spoken, key, values) => createWords(spoken, "CNY").say(key, values),
    personas: async () => [],
    log: { info() {}, warn() {}, error: (_fields, message) => void errors.push(message) },
    asked,
    rated,
    errors,
    answered: () => answered,
    ...changes,
  };
}
