import { z } from "zod";
import { type CommandInput, defineCommand } from "#command.ts";
import { UserError } from "#errors.ts";
import { again } from "#grammar/again.ts";
import { addDays } from "#grammar/days.ts";
import { nothing, team } from "#metrics/team/team.ts";
import { rateRanking, teamResult } from "#metrics/team/team-result.ts";
import { targetSums } from "#metrics/team/team-targets.ts";
import { teamFacts } from "#queries/team-facts.ts";
import type { FollowUp, Reply } from "#reply.ts";
import { emptyPeriod } from "#wording/empty-period.ts";
import { otherCommands } from "#wording/other-commands.ts";
import { messages } from "#wording/team.ts";
import { tellTeam } from "#wording/team-story.ts";

const options = z.object({
  basis: z.enum(["signed", "ordered", "received", "签约", "订单", "回款"]).default("ordered"),
});
type Input = CommandInput<z.output<typeof options>>;

const bases = {
  signed: "signed",
  ordered: "ordered",
  received: "received",
  签约: "signed",
  订单: "ordered",
  回款: "received",
} as const;

/** Members in `result` unless it is asked for in full, and rows of the picture. */
const mostMembers = 200;
const mostShown = 8;

export default defineCommand({
  title: { en: "Team performance", zh: "团队业绩" },
  summary: {
    en: "Who performs, against target, and fairly compared?",
    zh: "谁业绩好、达标情况如何、赢单率是否真有差别？",
  },
  aliases: ["团队业绩", "龙虎榜", "业绩排名", "销售排名", "员工业绩"],
  group: "sales",
  examples: [
    { en: "/team this quarter", zh: "/团队业绩 本季度" },
    { en: "/team last quarter by team", zh: "/龙虎榜 上季度 按团队" },
    { en: "/team last365d basis=received", zh: "/团队业绩 近365天 回款" },
    { en: "/team last quarter signed", zh: "/团队业绩 上季度 签约" },
  ],
  period: "this quarter",
  compare: "prev",
  narrows: "opportunities",
  options,
  messages,
  async run(input): Promise<Reply> {
    const { question, view, words } = input;
    const { period, comparison, asOf } = question;
    const basis = bases[question.options.basis];
    const per = perOf(input);
    const earlier = comparison === null || comparison.kind === "target" ? null : comparison.period;
    const [now, before] = await Promise.all([
      read(input, { from: period.from, to: period.to, asOf }),
      earlier && read(input, { from: earlier.from, to: earlier.to, asOf: addDays(earlier.to, -1) }),
    ]);
    const previous = before && before.team.members.length > 0 ? before : null;
    const { voided, undated, won, priced } = now.whole;
    const excluded = [
      { reason: "void", rows: voided },
      { reason: "closed_at_missing", rows: undated },
    ].filter(({ rows }) => rows > 0);
    const result = teamResult(now.team, {
      ...{ basis, per, period, excluded },
      previous: previous && earlier && { period: earlier, team: previous.team },
      most: question.full ? now.team.members.length : mostMembers,
    });
    const { members } = now.team;
    const idle = members.every((member) => member.revenue === 0 && member.won + member.lost === 0 && !member.target);
    if (!view.has("opportunities") && !view.has("orders")) {
      return { headline: words.say("empty_source"), actions: [words.say("empty_source_do")], result, empty: true };
    }
    if (idle) return emptyPeriod(input, { ...result, owners: [] });
    const story = {
      ...{ words, basis, per, excluded },
      team: now.team,
      ranking: rateRanking(members),
      previous: previous && earlier && { from: earlier.from, to: earlier.to, total: previous.team.total },
      fromDeals: now.fromDeals,
      gross: now.gross,
      cutTargets: now.cutTargets,
      unpriced: won - priced,
    };
    return {
      ...tellTeam(story, Math.min(10, question.top ?? mostShown)),
      followUps: followUpsOf(input, per),
      result,
    };
  },
});

/** Whom figures are summed by; people unless teams are asked for. */
function perOf({ question, words }: Input): "owner" | "team" {
  const [by = "owner"] = question.by;
  if (by === "owner" || by === "team") return by;
  throw new UserError("not_applicable", words.say("by_other"), { hint: "/team by owner, /team by team" });
}

/** Everybody's figures of a period, as they stood at the end of a day. */
async function read(input: Input, span: { readonly from: string; readonly to: string; readonly asOf: string }) {
  const { question, view, asker } = input;
  const basis = bases[question.options.basis];
  const everyone = asker.role === "administrator";
  const work = !question.brief;
  const facts = await teamFacts(view.ungrouped, { ...span, basis, per: perOf(input), everyone, work });
  const targets = targetSums(facts.targets, { basis, from: span.from, to: span.to });
  const whole = facts.whole ?? nothing;
  return {
    team: team({ ...facts, whole, targets }),
    whole,
    fromDeals: facts.revenue === null,
    gross: facts.gross,
    cutTargets: targets?.cut ?? false,
  };
}

/** Tables that make the money of each basis known. */
const tables = { signed: "contracts", ordered: "orders", received: "payments" } as const;

function followUpsOf(input: Input, per: "owner" | "team"): FollowUp[] {
  const { question, view, words } = input;
  const other = per === "owner" ? "team" : "owner";
  const asked = bases[question.options.basis];
  const others = (["received", "signed", "ordered"] as const).filter(
    (basis) => basis !== asked && view.has(tables[basis]),
  );
  return [
    { label: words.say(`follow_per_${other}`), ask: again(question, { by: [other] }) },
    ...others.map((basis) => {
      return { label: words.say(`revenue_${basis}`), ask: again(question, { options: { basis } }) };
    }),
    ...otherCommands(input, ["pipeline", "leads"]),
  ];
}
