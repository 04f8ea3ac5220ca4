import { type CommandInput, defineCommand } from "#command.ts";
import { type Deeds, doDeed } from "#deed.ts";
import { UserError } from "#errors.ts";
import type { Administration } from "#office.ts";
import type { FollowUp, Reply } from "#reply.ts";
import type { Send } from "#subscription.ts";
import { messages } from "#wording/admin.ts";
import { tellAudit, tellDoubts, tellHealth, tellLinks, tellRatings, tellSends, userOf } from "#wording/admin-story.ts";

type Input = CommandInput<unknown>;
const pages = ["health", "links", "audit", "ratings", "sends"] as const;

const mostEntries = 20;

/** What may be asked, by its first word. */
const deeds: Deeds = [
  [["", "health", "状况", "运行"], health],
  [["links", "link", "claims", "绑定"], links],
  [["audit", "log", "审计", "日志"], audit],
  [["ratings", "rating", "评价"], ratings],
  [["wrong", "doubts", "疑问", "数字有误"], doubts],
  [["sends", "send", "推送"], sends],
  [["recall", "撤回"], recall],
  [["resend", "again", "重发"], sendAgain],
  [["approve", "批准"], (input, administration, id) => decide(input, administration, id, true)],
  [["decline", "reject", "拒绝"], (input, administration, id) => decide(input, administration, id, false)],
  [["unlink", "解绑"], unlink],
];

export default defineCommand({
  title: { en: "Administration", zh: "管理" },
  summary: { en: "How is Parley, who asks what, who wants in?", zh: "运行状况、绑定申请、提问审计与评价" },
  aliases: ["管理", "运行状况"],
  group: "data",
  audience: "administrator",
  personal: true,
  examples: [
    { en: "/admin links", zh: "/管理 绑定" },
    { en: "/admin", zh: "/管理" },
    { en: "/admin audit", zh: "/管理 审计" },
    { en: "/admin ratings", zh: "/管理 评价" },
    { en: "/admin sends", zh: "/管理 推送" },
  ],
  period: null,
  narrows: null,
  groupings: 0,
  subject: "optional",
  messages,
  run: (input) => doDeed(input, deeds),
});

function others({ words }: Input, but: (typeof pages)[number] | null): FollowUp[] {
  return pages
    .filter((name) => name !== but)
    .map((name) => ({ label: words.say(`follow_${name}`), ask: name === "health" ? "/admin" : `/admin ${name}` }));
}

async function health(input: Input, administration: Administration): Promise<Reply> {
  const found = await administration.health();
  return {
    ...tellHealth(input, found),
    followUps: others(input, "health"),
    result: {
      ...found,
      syncedAt: found.syncedAt?.toISOString() ?? null,
      dataUntil: found.dataUntil?.toISOString() ?? null,
    },
  };
}

async function links(input: Input, administration: Administration): Promise<Reply> {
  const { words } = input;
  const [claims, inForce] = await Promise.all([administration.claims(), administration.links()]);
  const decisions = claims.slice(0, 2).flatMap((claim) => [
    { label: words.say("approve", { who: userOf(claim) }), ask: `/admin approve ${claim.id}` },
    { label: words.say("decline", { who: userOf(claim) }), ask: `/admin decline ${claim.id}` },
  ]);
  return {
    ...tellLinks(input, claims, inForce),
    followUps: [...decisions, ...others(input, "links")],
    result: { claims, links: inForce },
  };
}

async function audit(input: Input, administration: Administration, person: string): Promise<Reply> {
  const about = person === "" ? null : person;
  const entries = await administration.audit({ person: about, most: input.question.top ?? mostEntries });
  return { ...tellAudit(input, entries, about), followUps: others(input, "audit"), result: { entries } };
}

async function ratings(input: Input, administration: Administration): Promise<Reply> {
  const opinions = await administration.ratings({ most: mostEntries });
  return { ...tellRatings(input, opinions), followUps: others(input, "ratings"), result: { ratings: opinions } };
}

const troubled = new Set(["troubled", "failed", "失败", "异常"]);

async function sends(input: Input, administration: Administration, about: string): Promise<Reply> {
  const only = troubled.has(about.toLowerCase());
  const found = await administration.sends({ most: input.question.top ?? mostEntries, troubled: only });
  const { words } = input;
  const again = found.filter(({ state }) => state === "failed" || state === "unknown").slice(0, 2);
  return {
    ...tellSends(input, found),
    followUps: [
      ...again.map(({ id }) => ({ label: words.say("resend", { id }), ask: `/admin resend ${id}` })),
      ...others(input, "sends"),
    ],
    result: { sends: found },
  };
}

async function recall(input: Input, administration: Administration, id: string): Promise<Reply> {
  return told(input, await administration.recall(id), id, "recalled");
}

async function sendAgain(input: Input, administration: Administration, id: string): Promise<Reply> {
  return told(input, await administration.sendAgain(id), id, "resent");
}

function told(input: Input, send: Send | null, id: string, key: "recalled" | "resent"): Reply {
  const { words } = input;
  if (send === null) {
    throw new UserError("no_send", words.say("no_send", { id: id.slice(0, 40) }), { hint: words.say("no_send_hint") });
  }
  const about = { what: send.headline ?? send.job, target: send.target };
  return { headline: words.say(key, about), followUps: others(input, null), result: { send } };
}

async function doubts(input: Input, administration: Administration): Promise<Reply> {
  const found = await administration.doubts({ most: mostEntries });
  return { ...tellDoubts(input, found), followUps: others(input, null), result: { doubts: found } };
}

async function decide(input: Input, administration: Administration, id: string, granted: boolean): Promise<Reply> {
  const { words } = input;
  const claim = await administration.decide(id, granted);
  if (claim === null) {
    throw new UserError("no_claim", words.say("no_claim", { id: id.slice(0, 40) }), {
      hint: words.say("no_claim_hint"),
    });
  }
  const about = { who: userOf(claim), owner: claim.owner ?? "" };
  return {
    headline: words.say(granted ? "approved" : "declined", about),
    followUps: others(input, null),
    result: { claim: claim.id, granted },
  };
}

async function unlink(input: Input, administration: Administration, user: string): Promise<Reply> {
  const had = await administration.unlink(user);
  return {
    headline: input.words.say(had ? "unlinked" : "no_link", { user }),
    followUps: others(input, null),
    result: { unlinked: had },
  };
}
