import type { SourceRow } from "#model/tables.ts";
import { campaignsOf, touchesOf } from "./campaigns.ts";
import { catalogue } from "./data/catalogue.ts";
import { date, instantOf, iso } from "./days.ts";
import { type Deal, dealsOfLeads, everyDeal, pipeline, stages, stepsSoFar } from "./deals.ts";
import { amountMissing, closedTooEarly } from "./dirt.ts";
import { leadOf } from "./leads.ts";
import { at, luck, Random, weights } from "./random.ts";
import type { World } from "./world.ts";

const lostReasons = weights([
  ["价格太高", 30],
  ["选择竞品", 24],
  ["预算取消", 16],
  ["无响应", 18],
  ["交期不满足", 7],
  ["Project postponed", 5],
]);
/** In the leaking region: a new competitor undercuts the quotation. */
const leakReasons = weights([
  ["价格太高", 52],
  ["选择竞品", 36],
  ["无响应", 12],
]);
const competitors = ["蓝湾咖啡", "极萃 JiCui", "BrewPoint", "早安豆仓"] as const;
const titles = [
  "办公咖啡方案",
  "全自动咖啡机采购",
  "年度咖啡豆框架",
  "Office Coffee Service",
  "门店设备升级",
  "员工茶水间改造",
] as const;

const dealt = catalogue.filter(({ category }) => category === "咖啡机" || category === "服务");

export function* stageRows(): Generator<SourceRow<"stages">> {
  for (const [k, { id, name, probability }] of stages.entries()) {
    yield { id, pipeline, name, sort_order: k + 1, probability, is_won: name === "赢单", is_lost: name === "输单" };
  }
}

function lossOf(deal: Deal, world: World): { reason: string; competitor: string | null } {
  const random = new Random(luck.deal, deal.serial, 3);
  const leaking = deal.account.region === "华南" && deal.at >= instantOf(world.leakFrom) && deal.steps.length === 4;
  const reason = random.weighted(leaking ? leakReasons : lostReasons);
  const rival = leaking ? "极萃 JiCui" : random.pick(competitors);
  return { reason, competitor: reason === "选择竞品" || random.chance(0.15) ? rival : null };
}

export function* dealRows(world: World): Generator<SourceRow<"opportunities">> {
  const campaigns = campaignsOf(world);
  const ofLead = dealsOfLeads(world);
  for (const deal of everyDeal(world)) {
    const steps = stepsSoFar(deal, world);
    const last = steps.at(-1);
    if (last === undefined) continue;
    const stage = at(stages, last.stage);
    const random = new Random(luck.deal, deal.serial, 2);
    const voided = random.chance(0.02);
    const status = last.stage === 4 ? "won" : last.stage === 5 ? (voided ? "void" : "lost") : "open";
    const closed = status === "open" ? null : closedTooEarly(deal.serial) ? deal.at - 9 * 86_400_000 : last.at;
    const loss = status === "lost" ? lossOf(deal, world) : null;
    const touch = touchesOf(deal.account, campaigns).findLast(
      ({ at: touched, arm }) => arm !== "control" && touched <= deal.at && deal.at - touched < 90 * 86_400_000,
    );
    yield {
      id: deal.id,
      name: `${deal.account.name} ${random.pick(titles)}`,
      account_id: deal.account.id,
      lead_id: ofLead.get(deal.account.id) === deal.id ? leadOf(deal.account, world) : null,
      owner_id: deal.owner.id,
      pipeline,
      stage_id: stage.id,
      amount: status === "won" && amountMissing(deal.serial) ? null : last.amount,
      currency: deal.account.place.currency,
      probability: stage.probability,
      source: deal.source,
      campaign_id: touch?.campaign.id ?? null,
      product_id: random.pick(dealt).sku,
      created_at: iso(deal.at),
      expected_close_on: date(last.expected),
      closed_at: closed === null ? null : iso(closed),
      status,
      lost_reason: loss?.reason ?? null,
      competitor: loss?.competitor ?? null,
    };
  }
}

export function* stepRows(world: World): Generator<SourceRow<"opportunity_stage_events">> {
  for (const deal of everyDeal(world)) {
    let from: string | null = null;
    for (const [k, step] of stepsSoFar(deal, world).entries()) {
      const to = at(stages, step.stage).id;
      yield {
        id: `${deal.id}-${k + 1}`,
        opportunity_id: deal.id,
        from_stage_id: from,
        to_stage_id: to,
        entered_at: iso(step.at),
        amount_at: step.amount,
        expected_close_on_at: date(step.expected),
        changed_by: deal.owner.name,
        origin: "native",
        seq: k + 1,
      };
      from = to;
    }
  }
}

/** How many days are kept of what every open deal looked like. */
const snapshotDays = 60;

export function* snapshotRows(world: World): Generator<SourceRow<"opportunity_snapshots">> {
  const start = instantOf(world.today - snapshotDays);
  for (const deal of everyDeal(world)) {
    const end = deal.steps.at(-1);
    if (end === undefined || end.at < start) continue;
    for (let day = world.today - snapshotDays; day < world.today; day++) {
      const evening = instantOf(day + 1);
      if (deal.at >= evening || end.at < evening) continue;
      const step = deal.steps.findLast((candidate) => candidate.at < evening);
      if (step === undefined) continue;
      yield {
        id: `${deal.id}-${date(day)}`,
        as_of_date: date(day),
        opportunity_id: deal.id,
        stage_id: at(stages, step.stage).id,
        amount: step.amount,
        expected_close_on: date(step.expected),
      };
    }
  }
}
