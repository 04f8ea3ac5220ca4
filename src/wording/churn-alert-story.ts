import type { Case } from "#case.ts";
import type { Words } from "#messages.ts";
import type { ChurnAccount } from "#metrics/churn/churn-findings.ts";
import type { Reply } from "#reply.ts";
import { askAbout } from "./account-choice.ts";
import { answerButtons } from "./case-story.ts";
import { reasonsOf, remedyOf } from "./churn-reasons.ts";

/** An account that may be slipping away. */
export interface Ping extends ChurnAccount {
  readonly account: string;
  readonly name: string | null;
  /** Days. */
  readonly horizon: number;
  /** The risk from which on its rule may still speak, where it was demoted. */
  readonly demotedFrom: number | null;
}

/** Who, why, how much, and a sentence to begin with. */
export function tellPing(words: Words, ping: Ping, coolDownDays: number): Reply {
  const { account, name, risk, value, horizon } = ping;
  const reasons = reasonsOf(words, ping, horizon);
  const { action, opener } = remedyOf(words, ping);
  const [days, money] = [horizon, words.money(value)];
  return {
    headline: words.say("ping", { name: name ?? words.say("unknown"), money, days }),
    kpis: [
      ...(risk === null ? [] : [{ label: words.say("risk"), value: words.percent(risk) }]),
      { label: words.say("stake"), value: money },
    ],
    insights: reasons.map(sentence),
    actions: [action, words.say("opener", { opener })],
    footnotes: [
      words.say("how", { risk: risk === null ? "none" : words.percent(risk), money, days }),
      words.say("quiet", { days: coolDownDays }),
      ...(ping.demotedFrom === null ? [] : [words.say("demoted", { risk: words.percent(ping.demotedFrom) })]),
    ],
    followUps: [
      ...answerButtons(words, account),
      { label: words.say("button_customer"), ask: askAbout("customer", account) },
    ],
    result: {
      account_id: account,
      name,
      risk,
      value_at_risk: value,
      horizon,
      reasons,
      suggested_action: action,
      opener,
    },
  };
}

interface Waiting {
  readonly one: Case;
  readonly name: string;
  readonly owner: string;
}

/** A ping that nobody answered: to whoever has it, or to their manager. */
export function tellReminder(words: Words, { one, name, owner }: Waiting, to: "owner" | "manager"): Reply {
  const values = { name, owner, money: words.money(one.atStake) };
  const date = words.date(one.openedAt.toISOString().slice(0, 10));
  const key = to === "owner" ? "told_again" : "manager";
  return {
    headline: words.say(key, values),
    insights: [words.say(`${key}_why`, { date })],
    followUps: answerButtons(words, one.account),
    result: { case: one.id, account_id: one.account, to },
  };
}

/** A ping that a colleague handed over. */
export function tellHanded(words: Words, { one, name, owner }: Waiting): Reply {
  const date = words.date(one.openedAt.toISOString().slice(0, 10));
  return {
    headline: words.say("handed", { name, from: owner, money: words.money(one.atStake) }),
    insights: [words.say("handed_why", { date, command: askAbout("customer", one.account) })],
    followUps: answerButtons(words, one.account),
    result: { case: one.id, account_id: one.account, to: "handed" },
  };
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
}
