import type { Landing } from "#store.ts";
import { company } from "./company.ts";

/** The small company, and some hundred rows in every table that a query may read, made by arithmetic: no two runs differ. */
export async function richCompany(landing: Landing): Promise<void> {
  await company(landing);
  for (const statement of statements) await landing.run(statement);
}

const kept = "'test' AS source_system, CAST(i AS VARCHAR) AS external_id, TIMESTAMP '2024-06-01' AS synced_at";
const at = (step: string) => `TIMESTAMP '2024-09-01 01:00:00' + INTERVAL (2 * (${step})) HOUR`;

function fill(table: string, rows: number, columns: Readonly<Record<string, string>>): string {
  const names = Object.keys(columns);
  const values = Object.values(columns);
  return `INSERT INTO data.${table} (id, source_system, external_id, synced_at, ${names.join(", ")})
SELECT 100 + i, ${kept}, ${values.join(", ")} FROM range(${rows}) AS r(i)`;
}

const account = "CASE WHEN i % 17 = 0 THEN NULL ELSE 100 + (i * 7) % 60 END";
/** Some customers come only in the second year. */
const buyer = (order: string) =>
  `CASE WHEN (${order}) % 17 = 0 THEN NULL WHEN (${order}) >= 300 THEN 160 + (${order}) % 20 ELSE 100 + ((${order}) * 7) % 60 END`;
const owner = "1 + i % 3";
const product = "100 + i % 9";
const money = (name: string, value: string) => ({ [name]: value, [`${name}_reporting`]: value });

const statements = [
  fill("accounts", 80, {
    name: "'Customer ' || i",
    owner_id: owner,
    region: "(['north', 'south', 'east', NULL])[1 + i % 4]",
    industry: "(['retail', 'tech', NULL])[1 + i % 3]",
    segment: "(['vip', 'plain'])[1 + i % 2]",
    city: "(['Beijing', '上海'])[1 + i % 2]",
    birth_year: "1960 + i % 50",
    gender: "(['f', 'm', NULL])[1 + i % 3]",
    source: "(['web', 'fair', 'referral'])[1 + i % 3]",
    tier: "(['gold', 'silver'])[1 + i % 2]",
    custom: `CASE WHEN i % 3 = 0 THEN '{"province":"Hebei"}' WHEN i % 3 = 1 THEN '{"province":"湖南"}' END`,
    acquired_at: at("i * 100"),
    last_followed_at: at("i * 120"),
    pool: "CASE WHEN i >= 76 THEN 'east' END",
    released_at: `CASE WHEN i >= 76 THEN ${at("i * 120 + 12 * (i - 60)")} END`,
  }),
  fill("account_tags", 40, { account_id: "100 + i", tag: "(['doctor', 'runner', 'it''s'])[1 + i % 3]" }),
  fill("contacts", 30, { account_id: "100 + i", name: "'Contact ' || i", email: "'c' || i || '@example.com'" }),
  fill("consents", 16, {
    account_id: "100 + i",
    purpose: "CASE WHEN i < 12 THEN 'profiling' ELSE 'marketing' END",
    status: "(['withdrawn', 'granted'])[1 + i % 2]",
    recorded_at: "CASE WHEN i % 4 <> 0 THEN TIMESTAMP '2026-03-01 10:00:00' + INTERVAL (i) DAY END",
  }),
  fill("products", 9, {
    name: "'Product ' || i",
    category: "(['drinks', 'ware', 'food'])[1 + i % 3]",
    sku: "'S' || i",
    list_price: "10.5 + i",
    cost: "5.25 + i",
    is_active: "true",
  }),
  fill("campaigns", 4, {
    name: "'Campaign ' || i",
    channel: "(['email', 'ads'])[1 + i % 2]",
    starts_at: at("i * 1000"),
    ends_at: at("i * 1000 + 500"),
    ...money("budget", "1000 + i"),
  }),
  fill("campaign_costs", 20, {
    campaign_id: "100 + i % 4",
    spent_on: "DATE '2025-08-01' + CAST(i * 10 AS INTEGER)",
    ...money("amount", "100.25 + i"),
  }),
  fill("stages", 5, {
    name: "(['new', 'offer', 'talk', 'won', 'lost'])[1 + i]",
    sort_order: "i",
    probability: "i / 5.0",
    is_won: "i = 3",
    is_lost: "i = 4",
  }),
  fill("leads", 120, {
    name: "'Lead ' || i",
    source: "(['web', 'fair', NULL])[1 + i % 3]",
    channel: "(['email', 'ads', NULL])[1 + i % 3]",
    owner_id: owner,
    status: "'open'",
    intent: "(['high', 'medium', 'low'])[1 + i % 3]",
    created_at: at("i * 60"),
    first_response_at: `CASE WHEN i % 4 > 0 THEN ${at("i * 60 + i % 30")} END`,
    converted_at: `CASE WHEN i % 5 = 0 THEN ${at("i * 60 + 200")} END`,
    converted_account_id: "CASE WHEN i % 5 = 0 THEN 100 + i % 60 END",
    converted_opportunity_id: "CASE WHEN i % 10 = 0 THEN 100 + i END",
    campaign_id: "CASE WHEN i % 2 = 0 THEN 100 + i % 4 END",
  }),
  fill("opportunities", 150, {
    name: "'Deal ' || i",
    account_id: account,
    owner_id: owner,
    stage_id: "100 + i % 5",
    status: "(['open', 'open', 'open', 'won', 'lost'])[1 + i % 5]",
    ...money("amount", "CASE WHEN i % 13 = 0 THEN NULL ELSE 500.5 + i * 10 END"),
    created_at: at("i * 50"),
    closed_at: `CASE WHEN i % 5 >= 3 THEN ${at("i * 50 + 24 * (i % 40)")} END`,
    expected_close_on: "DATE '2025-09-01' + CAST(i * 3 AS INTEGER)",
    lost_reason: "CASE WHEN i % 5 = 4 THEN (['price', 'timing', NULL])[1 + i % 3] END",
    competitor: "(['Acme', NULL])[1 + i % 2]",
    product_id: product,
    source: "(['web', NULL])[1 + i % 2]",
    probability: "0.1 * (i % 10)",
  }),
  `INSERT INTO data.opportunity_stage_events (id, source_system, external_id, synced_at, opportunity_id, from_stage_id, to_stage_id, entered_at, seq, origin)
SELECT row_number() OVER (ORDER BY o, s), 'test', o || '-' || s, TIMESTAMP '2024-06-01', 100 + o, CASE WHEN s > 0 THEN 99 + s END, 100 + s,
TIMESTAMP '2024-09-01 01:00:00' + INTERVAL (o * 100 + s * 60) HOUR, s, 'native' FROM range(150) AS a(o), range(5) AS b(s) WHERE s <= o % 5`,
  fill("orders", 400, {
    account_id: buyer("i"),
    owner_id: owner,
    ordered_at: at("i * 21"),
    status: "(['confirmed', 'fulfilled', 'fulfilled', 'cancelled', 'draft', 'fulfilled'])[1 + i % 6]",
    ...money("net", "CASE WHEN i % 29 = 0 THEN 0 ELSE 20.25 + (i * 37) % 400 END"),
    ...money("total", "25 + (i * 37) % 400"),
    currency: "'CNY'",
    channel: "(['shop', 'online', NULL])[1 + i % 3]",
    region: "(['north', 'west', NULL])[1 + i % 3]",
    store: "(['S1', 'S2'])[1 + i % 2]",
    promised_at: at("i * 21 + 48"),
    delivered_at: `CASE WHEN i % 3 > 0 THEN ${at("i * 21 + 24 * (i % 5)")} END`,
    cancelled_at: `CASE WHEN i % 6 = 3 THEN ${at("i * 21 + 5")} END`,
    campaign_id: "CASE WHEN i % 4 = 0 THEN 100 + i % 4 END",
    opportunity_id: "CASE WHEN i % 8 = 0 THEN 100 + i % 150 END",
  }),
  `INSERT INTO data.order_lines (id, source_system, external_id, synced_at, order_id, account_id, product_id, quantity, unit_price, unit_price_reporting, discount, net, net_reporting, cost, cost_reporting)
SELECT 1000 + o * 3 + l, 'test', o || '-' || l, TIMESTAMP '2024-06-01', 100 + o, ${buyer("o")}, 100 + (o + l * 2) % 9,
1 + (o + l) % 3, 2.3 + l, 2.3 + l, 0.1 * (o % 4), CASE WHEN o % 5 = 0 THEN NULL ELSE 7.5 + l END, CASE WHEN o % 5 = 0 THEN NULL ELSE 7.5 + l END, 3.25, 3.25
FROM range(360) AS a(o), range(3) AS b(l) WHERE l <= o % 3`,
  `UPDATE data.orders SET units = l.units
FROM (SELECT order_id, sum(quantity) AS units FROM data.order_lines GROUP BY order_id) AS l WHERE l.order_id = orders.id`,
  fill("returns", 40, {
    order_id: "100 + i * 9",
    account_id: buyer("i * 9"),
    product_id: "100 + (i * 9) % 9",
    returned_at: at("i * 21 * 9 + 100"),
    quantity: "1",
    ...money("amount", "3.75 + i"),
    reason: "(['broken', 'late', NULL])[1 + i % 3]",
  }),
  fill("payments", 120, {
    order_id: "100 + i * 3",
    account_id: account,
    paid_at: at("i * 60 + 12"),
    ...money("amount", "15.5 + i"),
    kind: "(['payment', 'payment', 'refund'])[1 + i % 3]",
  }),
  fill("contracts", 30, {
    account_id: account,
    owner_id: owner,
    kind: "(['contract', 'membership', 'subscription'])[1 + i % 3]",
    signed_at: at("i * 200"),
    starts_on: "DATE '2025-07-01' + CAST(i * 9 AS INTEGER)",
    ends_on: "DATE '2026-01-01' + CAST(i * 9 AS INTEGER)",
    ...money("amount", "900.75 + i"),
    status: "'active'",
    renewed_by_id: "CASE WHEN i % 3 = 0 THEN 100 + (i + 1) % 30 END",
  }),
  fill("receivable_plans", 40, {
    contract_id: "100 + i % 30",
    account_id: account,
    owner_id: owner,
    due_on: "DATE '2025-08-01' + CAST(i * 8 AS INTEGER)",
    ...money("amount", "50 + i"),
  }),
  fill("activities", 200, {
    kind: "(['call', 'meeting', 'email', 'visit', 'task'])[1 + i % 5]",
    occurred_at: at("i * 40"),
    owner_id: owner,
    account_id: account,
    opportunity_id: "100 + i % 150",
    duration_s: "60.5 + i",
    outcome: "CASE WHEN i % 4 = 0 THEN 'Call back ' || i END",
  }),
  fill("targets", 9, {
    owner_id: owner,
    team: "(['North', 'South'])[1 + i % 2]",
    period_start: "DATE '2026-01-01' + CAST((i // 3) * 31 AS INTEGER)",
    period_end: "DATE '2026-02-01' + CAST((i // 3) * 29 AS INTEGER)",
    metric: "'revenue'",
    ...money("amount", "10000 + i"),
  }),
  fill("tickets", 80, {
    account_id: account,
    order_id: "100 + i * 2",
    product_id: product,
    reason: "(['broken', 'late', NULL])[1 + i % 3]",
    kind: "(['complaint', 'question', 'request'])[1 + i % 3]",
    channel: "(['phone', 'chat'])[1 + i % 2]",
    opened_at: at("i * 90"),
    first_response_at: `CASE WHEN i % 6 > 0 THEN ${at("i * 90 + i % 50")} END`,
    resolved_at: `CASE WHEN i % 5 > 0 THEN ${at("i * 90 + i % 80")} END`,
    subject: "'Ticket ' || i",
    body: "'The cup ' || i || ' 坏了'",
  }),
  fill("surveys", 90, {
    account_id: account,
    owner_id: owner,
    kind: "CASE WHEN i <> 70 THEN (['nps', 'csat', 'ces'])[1 + i % 3] END",
    sent_at: at("i * 80"),
    responded_at: `CASE WHEN i % 4 > 0 THEN ${at("i * 80 + 20")} END`,
    score: "CASE WHEN i % 4 > 0 THEN (i * 7) % 11 END",
    scale_min: "0",
    scale_max: "10",
    comment: "CASE WHEN i % 8 = 1 THEN '很好 good' END",
    channel: "(['email', 'sms'])[1 + i % 2]",
  }),
  fill("mentions", 20, {
    source: "'forum'",
    posted_at: at("i * 300"),
    account_id: account,
    text: "'words ' || i",
    likes: "i",
    shares: "i % 4",
  }),
  fill("web_events", 200, {
    account_id: account,
    visitor_id: "'v' || (i % 50)",
    session_id: "'s' || (i % 90)",
    kind: "(['visit', 'view', 'cart', 'checkout', 'login', 'check_in'])[1 + i % 6]",
    product_id: product,
    source: "(['web', 'app'])[1 + i % 2]",
    occurred_at: at("i * 41"),
  }),
  fill("traffic", 60, {
    store: "(['S1', 'S2'])[1 + i % 2]",
    channel: "'shop'",
    counted_at: at("i * 140"),
    visitors: "20 + i % 9",
  }),
  fill("factors", 40, {
    on_date: "DATE '2025-08-01' + CAST(i * 7 AS INTEGER)",
    region: "(['north', NULL])[1 + i % 2]",
    kind: "(['holiday', 'promotion', 'weather', 'market'])[1 + i % 4]",
    value: "(['double 11', 'spring', '31.5', '102'])[1 + i % 4]",
    is_forecast: "i > 30",
  }),
  fill("fx_rates", 12, {
    rate_on: "DATE '2025-08-01' + CAST(i * 30 AS INTEGER)",
    from_currency: "(['USD', 'EUR'])[1 + i % 2]",
    to_currency: "'CNY'",
    rate: "7 + i / 16.0",
  }),
  fill("campaign_members", 60, {
    campaign_id: "100 + i % 4",
    account_id: account,
    lead_id: "100 + i",
    touched_at: at("i * 130"),
    arm: "(['treatment', 'control'])[1 + i % 2]",
    responded_at: `CASE WHEN i % 3 = 0 THEN ${at("i * 130 + 7")} END`,
  }),
];
