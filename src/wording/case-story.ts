import type { Case } from "#case.ts";
import type { CommandInput } from "#command.ts";
import { quote } from "#grammar/format.ts";
import type { Words } from "#messages.ts";
import type { AccountName } from "#queries/account-names.ts";
import type { FollowUp, Reply } from "#reply.ts";

const mostRows = 15;

/** A button's value that answers a case. */
export function caseButton(account: string, answer: string): string {
  return `/case ${quote(account)} ${answer}`;
}

/** The four answers to a ping. */
export function answerButtons(words: Words, account: string): FollowUp[] {
  return [
    { label: words.say("button_take"), ask: caseButton(account, "take") },
    { label: words.say("button_snooze"), ask: caseButton(account, "snooze 14d") },
    { label: words.say("button_dismiss"), ask: caseButton(account, "dismiss") },
    { label: words.say("button_reassign"), ask: caseButton(account, "reassign") },
  ];
}

/** The cases that wait, those without an answer first, then by money at risk. */
export function tellCases(
  { words, asker }: Pick<CommandInput<unknown>, "words" | "asker">,
  open: readonly Case[],
  names: ReadonlyMap<string, AccountName>,
): Reply {
  const sorted = open.toSorted(
    (a, b) => Number(a.state !== "open") - Number(b.state !== "open") || b.atStake - a.atStake,
  );
  const result = {
    cases: sorted.map(({ id, rule, account, owner, openedAt, risk, atStake, state }) => {
      return {
        id,
        rule,
        account_id: account,
        owner_id: owner,
        opened_at: openedAt.toISOString(),
        risk,
        at_stake: atStake,
        state,
      };
    }),
  };
  const [first] = sorted;
  if (first === undefined) {
    const actions = [words.say("none_try")];
    return {
      headline: words.say("none_open"),
      actions,
      followUps: [{ label: words.say("button_churn"), ask: "/churn" }],
      result,
      empty: true,
    };
  }
  const nameOf = ({ account }: Case): string => names.get(account)?.name ?? account;
  const people = asker.role !== "representative";
  const keys = ["name", "state", "at_stake", ...(people ? (["owner"] as const) : []), "since"] as const;
  const columns = keys.map((key) => ({
    ...{ key, label: words.say(`column_${key}`), format: key === "at_stake" ? ("money" as const) : ("text" as const) },
  }));
  const rows = sorted.slice(0, mostRows).map((one) => ({
    ...{ name: nameOf(one), at_stake: one.atStake, owner: names.get(one.account)?.owner ?? one.owner },
    state: words.say(`state_${one.state}`, {
      until: one.until === null ? "" : words.date(one.until.toISOString().slice(0, 10)),
    }),
    since: words.date(one.openedAt.toISOString().slice(0, 10)),
  }));
  const waiting = sorted.filter(({ state }) => state === "open");
  const sum = waiting.reduce((money, { atStake }) => money + atStake, 0);
  return {
    headline: words.say("open", {
      n: sorted.length,
      waiting: waiting.length,
      money: words.money(sum),
      name: nameOf(first),
    }),
    table: { columns, rows, total: sorted.length },
    followUps:
      waiting.length === 0
        ? []
        : answerButtons(words, first.account).map((one, at) =>
            at === 0 ? { ...one, label: words.say("button_take_name", { name: nameOf(first) }) } : one,
          ),
    result,
  };
}
