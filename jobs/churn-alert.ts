import type { Case, Cases } from "#case.ts";
import { businessDay } from "#grammar/days.ts";
import { defineJob, type JobInput, type Said } from "#job.ts";
import churnLesson from "#learned/churn.ts";
import outcomesLesson, { flagged } from "#learned/churn-outcomes.ts";
import { churnFindings } from "#metrics/churn/churn-findings.ts";
import { heldOut } from "#metrics/churn-loop/hold-out.ts";
import { riskBand } from "#metrics/churn-loop/risk-band.ts";
import { accountNames } from "#queries/account-names.ts";
import { reportsOf } from "#queries/direct-reports.ts";
import { accountsWithoutMarketing } from "#queries/no-marketing.ts";
import { accountsWithoutProfiling } from "#queries/no-profiling.ts";
import { ownAccounts } from "#queries/own-accounts.ts";
import { messages } from "#wording/churn-alert.ts";
import { type Ping, tellHanded, tellPing, tellReminder } from "#wording/churn-alert-story.ts";

const coolDownDays = 30;
/** Accounts at risk that one person is told of at a time, at most: the attention budget takes the first of them. */
const mostPings = 50;

export default defineJob({
  title: { en: "Customers slipping away", zh: "流失提醒" },
  summary: {
    en: "Tells an account's owner who may leave, why, how much is at risk, and how to begin; asks again where nobody answers.",
    zh: "提醒负责人哪位客户可能流失、原因、涉及金额和开场白；没有回应时再次提醒。",
  },
  schedule: "0 9 * * *",
  audience: "owner",
  standing: true,
  ping: { coolDownDays },
  messages,
  async run(input): Promise<readonly Said[]> {
    const { recipient, office } = input;
    if (recipient.owner === null || office === null) return [];
    const { cases } = office;
    const known = await cases.list();
    const waiting = await remindersOf(input, cases, known);
    return [...(await pingsOf(input, cases, known)), ...waiting];
  },
});

/** Is an account seen to, or not to be spoken of yet? A snooze that is over is spoken of anew. */
function isSettled(one: Case, now: Date): boolean {
  const age = now.getTime() - one.openedAt.getTime();
  if (one.state === "snoozed") return one.until !== null && one.until > now;
  return age < coolDownDays * 86_400_000 && one.state !== "open";
}

/** Whoever wants no marketing is not to be won back unasked; whoever takes back profiling counts before scores are renewed. */
async function unwilling(view: JobInput["view"], to: string): Promise<ReadonlySet<number>> {
  if (!view.has("consents")) return new Set();
  const found = await Promise.all([accountsWithoutMarketing(view, { to }), accountsWithoutProfiling(view, { to })]);
  return new Set(found.flat());
}

/** Risks from which on rules that keep being wrong may still speak. */
async function demotedRules({ recall, calendar }: JobInput, cases: Cases, asOf: string) {
  if (!cases.terms.demotes) return new Map<string, number>();
  const flags = (await cases.everybodys()).map((one) => flagged(one, calendar.zone));
  const { value } = await recall(outcomesLesson, asOf, { flags });
  return new Map(value.demoted.map(({ rule, threshold }) => [rule, threshold]));
}

async function pingsOf(input: JobInput, cases: Cases, known: readonly Case[]): Promise<Said[]> {
  const { view, words, recall, now, calendar, recipient } = input;
  const owner = recipient.owner?.key ?? 0;
  const asOf = businessDay(now, calendar.zone);
  const [{ value: learned }, own, silent, demoted] = await Promise.all([
    recall(churnLesson, asOf, churnLesson.usual),
    ownAccounts(view, { owner }),
    unwilling(view, asOf),
    demotedRules(input, cases, asOf),
  ]);
  const keys = own.filter((key) => !silent.has(key));
  const found = churnFindings(learned.scores, { keys, groups: null }, { limit: keys.length, keep: null });
  const names = await accountNames(view, { keys: found.accounts.map(({ key }) => key) });
  const latest = new Map<string, Case>();
  for (const one of known) if (!latest.has(one.account)) latest.set(one.account, one);
  const { horizon } = learned;
  return found.accounts
    .filter(({ atRisk }) => atRisk)
    .flatMap((risky): Said[] => {
      const { account = null, name = null } = names.get(risky.key) ?? {};
      if (account === null) return [];
      const before = latest.get(account);
      if (before !== undefined && isSettled(before, now)) return [];
      const risk = risky.risk ?? 0.5;
      const atStake = risk * risky.value;
      const kind = risky.risk === null ? "churn-rule" : "churn-model";
      const from = demoted.get(kind) ?? null;
      if (from !== null && risk < from) return [];
      const ping: Ping = { ...risky, account, name, horizon, demotedFrom: from };
      const again = before?.state === "snoozed" ? ` after ${before.id}` : "";
      return [
        {
          reply: tellPing(words, ping, coolDownDays),
          about: `${account}${again}`,
          ...{ band: riskBand(risk), atStake },
          opens: {
            ...{ rule: `${kind}/${horizon}d`, account, risk },
            ...(heldOut(account, cases.terms.holdOut) ? { heldOut: true } : {}),
          },
        },
      ];
    })
    .slice(0, mostPings);
}

/**
 * Pings that wait for an answer: told once more to whoever has them, and to their manager after as many days again. What
 * is said is about the case and its step, so that within the cool-down each is said once.
 */
async function remindersOf(input: JobInput, cases: Cases, known: readonly Case[]): Promise<Said[]> {
  const { view, words, now, recipient } = input;
  const { answerDays } = cases.terms;
  const me = recipient.owner?.id;
  const reports = recipient.owner === null ? [] : await reportsOf(view, { manager: recipient.owner.key });
  const below = new Set(reports.filter((id) => id !== me));
  const due = known.flatMap((one) => {
    const since = one.state === "reassigned" ? one.answeredAt : one.state === "open" ? one.openedAt : null;
    if (since === null) return [];
    const days = cases.workingDays(since, now);
    const handed = one.state === "reassigned" && one.owner === me && days < answerDays;
    const owner = one.owner === me && days >= answerDays && days < 2 * answerDays;
    const manager = below.has(one.owner) && days >= 2 * answerDays && days < 3 * answerDays;
    return handed || owner || manager ? [{ one, step: handed ? "handed" : owner ? "owner" : "manager" } as const] : [];
  });
  if (due.length === 0) return [];
  const names = [...(await accountNames(view, { keys: null })).values()];
  return due.map(({ one, step }): Said => {
    const named = names.find(({ account }) => account === one.account);
    const about = { one, name: named?.name ?? one.account, owner: named?.owner ?? words.say("somebody") };
    return {
      reply: step === "handed" ? tellHanded(words, about) : tellReminder(words, about, step),
      about: `${one.id} ${step}`,
      ...{ band: one.band, atStake: one.atStake },
      ...(step === "handed"
        ? {}
        : {
            opens: {
              ...{ rule: one.rule, account: one.account, risk: one.risk },
              reminds: { case: one.id, manager: step === "manager" },
            },
          }),
    };
  });
}
