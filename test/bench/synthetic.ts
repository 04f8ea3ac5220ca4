import type { Landing, Store } from "#store.ts";

/**
 * Fills a store with made-up trade of any size, inside the engine: skewed buying (some accounts buy often, many
 * once), three years of days, five channels, eight regions, sixty owners, 400 products of which an order has one to
 * three, the second mostly the neighbour of the first. The same size gives the same rows.
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
  });
}
