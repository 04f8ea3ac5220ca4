import type { Landing, Store } from "#store.ts";

/**
 * Fills a store with made-up trade of any size, inside the engine: skewed buying (some accounts buy often, many
 * once), three years of days, five channels, eight regions, sixty owners, 400 products of which an order has one to
 * three, the second mostly the neighbour of the first; leads, campaigns, surveys, tickets and payments beside it. The same
 * size gives the same rows.
 */
export async function fillSynthetic(store: Store, orders: number, accounts: number): Promise<void> {
  const owners = 60;
  await store.load({ source: "demo", fingerprint: `synthetic-${orders}-${accounts}` }, async (landing: Landing) => {
    const book = "id, source_system, external_id, synced_at";
    const row = (key: string): string =>
      `(${key})::INTEGER, 'synthetic', (${key})::VARCHAR, TIMESTAMP '2026-11-22 00:00:00'`;
    await landing.run(
      `INSERT INTO data.owners (${book}, name, team, manager_id, is_active)
       SELECT ${row("i")}, 'Owner ' || i, 'Team ' || (i % 6), CASE WHEN i > 6 THEN 1 + i % 6 END, TRUE
         FROM range(1, ${owners + 1}) AS t(i)`,
    );
    await landing.run(
      `INSERT INTO data.accounts (${book}, name, region, industry, owner_id)
       SELECT ${row("i")}, 'Account ' || i, 'Region ' || (hash(i) % 8), 'Industry ' || (hash(i * 7) % 12), 1 + (hash(i * 3) % ${owners})::INTEGER
         FROM range(1, ${accounts + 1}) AS t(i)`,
    );
    // u^2.2 of a uniform u concentrates buying on few accounts without leaving the others out.
    await landing.run(
      `INSERT INTO data.orders (${book}, account_id, owner_id, ordered_at, status, net, tax, total, currency, channel,
                                net_reporting, tax_reporting, total_reporting, units)
       SELECT ${row("i")}, account_id, 1 + (hash(account_id * 3) % ${owners})::INTEGER, ordered_at,
              CASE WHEN hash(i * 11) % 50 = 0 THEN 'cancelled' ELSE 'confirmed' END, net, 0, net, 'CNY',
              'Channel ' || (hash(i * 13) % 5), net, 0, net, NULL
         FROM (SELECT i, 1 + floor(pow((hash(i) % 1000003) / 1000003.0, 2.2) * ${accounts})::INTEGER AS account_id,
                      TIMESTAMP '2023-11-23 00:00:00' + INTERVAL (i * 1096.0 * 86400 / ${orders}) SECOND AS ordered_at,
                      (20 + (hash(i * 5) % 100000) / 37.0)::DECIMAL(18, 4) AS net
                 FROM range(1, ${orders + 1}) AS t(i))
        ORDER BY ordered_at`,
    );
    await landing.run(
      `INSERT INTO data.products (${book}, sku, name, category, list_price, is_active)
       SELECT ${row("i")}, 'SKU ' || i, 'Product ' || i, 'Category ' || ((i - 1) // 20), 20 + (hash(i * 31) % 90000) / 100.0, TRUE
         FROM range(1, 401) AS t(i)`,
    );
    await landing.run(
      `INSERT INTO data.order_lines (${book}, order_id, account_id, product_id, quantity, net, net_reporting)
       SELECT (3 * id + place)::INTEGER, 'synthetic', '', TIMESTAMP '2026-11-22 00:00:00', id, account_id,
              CASE WHEN place = 1 AND hash(id * 37) % 3 < 2 THEN 1 + first % 400
                   WHEN place = 0 THEN first
                   ELSE 1 + floor(pow((hash(id * 41 + place) % 1000003) / 1000003.0, 1.7) * 400)::INTEGER END,
              1, part, part
         FROM (SELECT id, account_id, (net / size)::DECIMAL(18, 4) AS part, unnest(range(size)) AS place,
                      1 + floor(pow((hash(id * 43) % 1000003) / 1000003.0, 1.7) * 400)::INTEGER AS first
                 FROM (SELECT id, account_id, net, 1 + (hash(id * 47) % 3)::INTEGER AS size FROM data.orders))`,
    );
    const deals = Math.max(2_000, Math.round(accounts / 4));
    await landing.run(
      `INSERT INTO data.stages (${book}, pipeline, name, sort_order, probability, is_won, is_lost)
       SELECT ${row("i")}, 'Sales', ['Contact', 'Needs', 'Proposal', 'Negotiation', 'Won', 'Lost'][i], i, i / 5.0, i = 5, i = 6
         FROM range(1, 7) AS t(i)`,
    );
    await landing.run(
      `INSERT INTO data.opportunities (${book}, name, account_id, owner_id, pipeline, stage_id, amount, amount_reporting,
                                       currency, created_at, closed_at, status)
       SELECT ${row("i")}, 'Deal ' || i, 1 + (hash(i * 17) % ${accounts})::INTEGER, 1 + (hash(i * 19) % ${owners})::INTEGER,
              'Sales', reached, amount, amount, 'CNY', created_at,
              CASE WHEN reached >= 5 THEN created_at + INTERVAL 40 DAY END,
              CASE reached WHEN 5 THEN 'won' WHEN 6 THEN 'lost' ELSE 'open' END
         FROM (SELECT i, 1 + (hash(i * 23) % 6)::INTEGER AS reached, (1000 + hash(i * 29) % 90000)::DECIMAL(18, 4) AS amount,
                      TIMESTAMP '2023-11-23 00:00:00' + INTERVAL (i * 1096.0 * 86400 / ${deals}) SECOND AS created_at
                 FROM range(1, ${deals + 1}) AS t(i))`,
    );
    await landing.run(
      `INSERT INTO data.opportunity_stage_events (${book}, opportunity_id, to_stage_id, entered_at, origin, seq)
       SELECT (row_number() OVER ())::INTEGER, 'synthetic', (row_number() OVER ())::VARCHAR, TIMESTAMP '2026-11-22 00:00:00',
              o.id, s.id, o.created_at + INTERVAL ((s.id - 1) * 10) DAY, 'native', s.id
         FROM data.opportunities o JOIN data.stages s ON s.id <= least(o.stage_id, 4) OR s.id = o.stage_id`,
    );
    const day = (share: string): string =>
      `TIMESTAMP '2023-11-23 00:00:00' + INTERVAL ((${share}) * 1095.0 * 86400) SECOND`;
    const uniform = (key: string): string => `((hash(${key}) % 1000003) / 1000003.0)`;
    await landing.run(
      `INSERT INTO data.campaigns (${book}, name, channel, type, starts_at, ends_at)
       SELECT ${row("i")}, 'Campaign ' || i, 'Channel ' || (i % 5), 'offer', ${day("(i - 1) / 40.0")}, ${day("i / 40.0")}
         FROM range(1, 41) AS t(i)`,
    );
    await landing.run(
      `INSERT INTO data.campaign_costs (${book}, campaign_id, spent_on, amount, amount_reporting, currency)
       SELECT ${row("i")}, 1 + i % 40, CAST(${day("(i % 40 + 0.3) / 40.0")} AS DATE), 20000, 20000, 'CNY' FROM range(1, 161) AS t(i)`,
    );
    await landing.run(
      `INSERT INTO data.campaign_members (${book}, campaign_id, account_id, touched_at, arm, responded_at)
       SELECT ${row("i")}, 1 + i % 40, 1 + (hash(i * 53) % ${accounts})::INTEGER, touched,
              CASE WHEN i % 40 = 7 AND hash(i) % 2 = 0 THEN 'control' ELSE 'treatment' END,
              CASE WHEN hash(i * 59) % 9 = 0 THEN touched + INTERVAL 2 DAY END
         FROM (SELECT i, ${day(`(i % 40 + ${uniform("i * 61")}) / 40.0`)} AS touched FROM range(1, ${accounts + 1}) AS t(i))`,
    );
    await landing.run(
      `INSERT INTO data.leads (${book}, name, source, channel, owner_id, status, intent, created_at, first_response_at,
                               converted_at, converted_account_id)
       SELECT ${row("i")}, 'Lead ' || i, 'Source ' || (hash(i * 67) % 6), 'Channel ' || (hash(i * 71) % 5),
              1 + (hash(i * 73) % ${owners})::INTEGER, 'open', ['high', 'medium', 'low'][1 + (hash(i * 79) % 3)::INTEGER], made,
              CASE WHEN hash(i * 83) % 8 > 0 THEN made + INTERVAL (hash(i * 89) % 4000) MINUTE END,
              CASE WHEN hash(i * 97) % 6 = 0 THEN made + INTERVAL (hash(i * 101) % 40) DAY END,
              CASE WHEN hash(i * 97) % 6 = 0 THEN 1 + (hash(i * 103) % ${accounts})::INTEGER END
         FROM (SELECT i, ${day(uniform("i * 107"))} AS made FROM range(1, ${Math.round(accounts / 2) + 1}) AS t(i))`,
    );
    await landing.run(
      `INSERT INTO data.surveys (${book}, account_id, owner_id, kind, sent_at, score, scale_min, scale_max, responded_at, comment)
       SELECT ${row("i")}, 1 + (hash(i * 109) % ${accounts})::INTEGER, 1 + (hash(i * 113) % ${owners})::INTEGER, 'nps', sent,
              CASE WHEN i % 3 = 0 THEN 10 - floor(pow(${uniform("i * 127")}, 2) * 11)::INTEGER END, 0, 10,
              CASE WHEN i % 3 = 0 THEN sent + INTERVAL 1 DAY END,
              CASE WHEN i % 6 = 0 THEN ['quick and friendly', 'late again', 'fine', 'the box was broken'][1 + (hash(i * 131) % 4)::INTEGER] END
         FROM (SELECT i, ${day(uniform("i * 137"))} AS sent FROM range(1, ${Math.round(accounts / 3) + 1}) AS t(i))`,
    );
    await landing.run(
      `INSERT INTO data.tickets (${book}, account_id, kind, channel, opened_at, first_response_at, subject)
       SELECT ${row("i")}, 1 + (hash(i * 139) % ${accounts})::INTEGER, ['complaint', 'question'][1 + i % 2], 'phone', opened,
              opened + INTERVAL (hash(i * 149) % 3000) MINUTE, 'broken box'
         FROM (SELECT i, ${day(uniform("i * 151"))} AS opened FROM range(1, ${Math.round(accounts / 10) + 1}) AS t(i))`,
    );
    await landing.run(
      `INSERT INTO data.receivable_plans (${book}, order_id, account_id, owner_id, due_on, amount, amount_reporting, currency)
       SELECT ${row("i")}, id, account_id, owner_id, CAST(ordered_at + INTERVAL 30 DAY AS DATE), net, net, 'CNY'
         FROM (SELECT *, row_number() OVER (ORDER BY id) AS i FROM data.orders WHERE id % 10 = 0)`,
    );
    await landing.run(
      `INSERT INTO data.payments (${book}, order_id, account_id, paid_at, amount, amount_reporting, currency, kind)
       SELECT ${row("i")}, order_id, account_id, due_on + INTERVAL ((hash(i * 157) % 60)::INTEGER - 30) DAY, amount, amount_reporting, 'CNY', 'payment'
         FROM (SELECT *, row_number() OVER (ORDER BY id) AS i FROM data.receivable_plans WHERE hash(id * 163) % 10 > 0)`,
    );
  });
}
