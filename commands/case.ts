import type { Case, Cases } from "#case.ts";
import { type CommandInput, defineCommand } from "#command.ts";
import { UserError } from "#errors.ts";
import { accountNames } from "#queries/account-names.ts";
import { namedAccounts } from "#queries/named-accounts.ts";
import type { FollowUp, Reply } from "#reply.ts";
import { accountMeant, askAbout } from "#wording/account-choice.ts";
import { messages } from "#wording/case.ts";
import { answerButtons, caseButton, tellCases } from "#wording/case-story.ts";

type Input = CommandInput<unknown>;
/** What is done to the case of one account. */
interface Deed {
  readonly input: Input;
  readonly cases: Cases;
  readonly account: string;
  readonly name: string;
  readonly rest: string;
}

const deeds: readonly (readonly [string, (deed: Deed) => Promise<Reply>])[] = [
  ["take|mine|on it|接手|我来|我来跟进|跟进", take],
  ["snooze|later|推迟|稍后|延后|晚点", snooze],
  ["dismiss|not at risk|no risk|没有风险|无风险|忽略", dismiss],
  ["reassign|hand over to|hand to|give to|转交给?|改派给?", reassign],
  ["undo|撤销|取消", undo],
];
const days = /^(\d{1,3})\s*(?:d|days?|天)?$/i;

export default defineCommand({
  title: { en: "Follow-up cases", zh: "客户跟进" },
  summary: {
    en: "Which customers at risk wait for me, and what do I do about them?",
    zh: "哪些流失预警等我处理、怎么处理？",
  },
  aliases: ["跟进", "流失跟进", "客户跟进"],
  group: "mine",
  personal: true,
  examples: [{ en: "/case", zh: "/跟进" }],
  period: null,
  narrows: null,
  groupings: 0,
  subject: "optional",
  messages,
  async run(input): Promise<Reply> {
    const { question, view, words, office } = input;
    if (!office) return { headline: words.say("here_only"), result: {} };
    const text = (question.subject ?? "").trim();
    if (text === "") return list(input, office.cases);
    const found = deeds
      .map(([names, run]) => ({ run, parts: new RegExp(`^(.+?)\\s+(?:${names})(?:\\s+(.*))?$`, "is").exec(text) }))
      .find(({ parts }) => parts !== null);
    if (found?.parts == null) {
      throw new UserError("bad_option", words.say("bad", { text: text.slice(0, 80) }), { hint: words.say("bad_hint") });
    }
    const [all, named = "", rest = ""] = found.parts;
    const plain = /^"(.*)"$/s.exec(named)?.[1]?.replace(/\\(.)/g, "$1") ?? named;
    const asked = askAbout("case", plain) + all.slice(named.length);
    const { account, name } = accountMeant(await namedAccounts(view, plain), plain, "case", words, asked);
    return found.run({ input, cases: office.cases, account, name: name ?? account, rest: rest.trim() });
  },
});

async function list(input: Input, cases: Cases): Promise<Reply> {
  const open = await cases.list({ open: true });
  const found = await namesOf(input, open);
  return tellCases(input, open, found);
}

/** Names and owners of the cases' accounts, by external id. */
async function namesOf({ view }: Input, open: readonly Case[]) {
  if (open.length === 0) return new Map();
  const wanted = new Set(open.map(({ account }) => account));
  const all = [...(await accountNames(view, { keys: null })).values()];
  return new Map(all.filter(({ account }) => wanted.has(account)).map((one) => [one.account, one]));
}

function told(
  { input: { words } }: Deed,
  key: string,
  about: Case | null,
  more: Partial<Reply> & { values?: Record<string, string> } = {},
): Reply {
  if (about === null)
    return {
      headline: words.say("no_case"),
      actions: [words.say("no_case_hint")],
      result: { case: null },
      empty: true,
    };
  const { values, ...rest } = more;
  return {
    headline: words.say(key, { ...values }),
    ...rest,
    result: {
      case: {
        ...about,
        openedAt: about.openedAt.toISOString(),
        answeredAt: about.answeredAt?.toISOString() ?? null,
        until: about.until?.toISOString() ?? null,
      },
    },
  };
}

const undoing = ({ input: { words }, account }: Deed): FollowUp[] => [
  { label: words.say("button_undo"), ask: caseButton(account, "undo") },
  { label: words.say("button_customer"), ask: askAbout("customer", account) },
];

async function take(deed: Deed): Promise<Reply> {
  const { cases, account, name, input } = deed;
  const taken = await cases.take(account, input.words.say("task", { name }));
  const values = { name, task: taken?.task ?? "none" };
  return told(deed, "taken", taken?.case ?? null, { values, followUps: undoing(deed) });
}

async function snooze(deed: Deed): Promise<Reply> {
  const { cases, account, name, rest, input } = deed;
  const count = rest === "" ? 14 : Number(days.exec(rest)?.[1] ?? Number.NaN);
  if (!(count >= 1 && count <= 90)) {
    throw new UserError("bad_option", input.words.say("bad_days"), { hint: input.words.say("bad_hint") });
  }
  const one = await cases.snooze(account, count);
  const until = input.words.date((one?.until ?? input.now).toISOString().slice(0, 10));
  return told(deed, "snoozed", one, { values: { name, until }, followUps: undoing(deed) });
}

async function dismiss(deed: Deed): Promise<Reply> {
  const { cases, account, name, rest, input } = deed;
  const { words } = input;
  if (rest === "") {
    const reasons = [1, 2, 3].map((n) => words.say(`reason_${n}`));
    return {
      headline: words.say("why_not", { name }),
      actions: [words.say("why_not_hint", { command: `/case ${account} dismiss …` })],
      followUps: reasons.map((reason) => ({ label: reason, ask: caseButton(account, `dismiss ${reason}`) })),
      lacks: {
        command: `case "${account}" dismiss`,
        title: words.say("why_not_title"),
        label: words.say("why_not_label"),
        example: reasons[0] ?? "",
      },
      result: { case: null },
    };
  }
  const one = await cases.dismiss(account, rest);
  return told(deed, "dismissed", one, { values: { name, reason: rest }, followUps: undoing(deed) });
}

async function reassign(deed: Deed): Promise<Reply> {
  const { cases, account, name, rest, input } = deed;
  const { words } = input;
  if (rest === "") {
    const manager = await cases.managerOf(account);
    return {
      headline: words.say("to_whom", { name }),
      actions: [words.say("to_whom_hint", { command: `/case ${account} reassign …` })],
      followUps:
        manager === null
          ? []
          : [
              {
                label: words.say("to_manager", { name: manager.name }),
                ask: caseButton(account, `reassign ${manager.id}`),
              },
            ],
      lacks: {
        command: `case "${account}" reassign`,
        title: words.say("to_whom_title"),
        label: words.say("to_whom_label"),
        example: manager?.name ?? "",
      },
      result: { case: null },
    };
  }
  const one = await cases.reassign(account, rest);
  return told(deed, "reassigned", one, { values: { name, to: rest }, followUps: undoing(deed) });
}

async function undo(deed: Deed): Promise<Reply> {
  const { cases, account, name, input } = deed;
  const one = await cases.undo(account);
  return told(deed, "undone", one, { values: { name }, followUps: answerButtons(input.words, account) });
}
