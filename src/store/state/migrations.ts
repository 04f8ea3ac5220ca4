/** Numbered changes of the state's tables; the n-th entry brings version n − 1 to n. What was released never changes. */
export const migrations: readonly (readonly string[])[] = [
  [
    `CREATE TABLE audit (
      id VARCHAR PRIMARY KEY, at TIMESTAMPTZ NOT NULL, platform VARCHAR NOT NULL, user_id VARCHAR NOT NULL,
      owner_id VARCHAR, place VARCHAR, action VARCHAR NOT NULL, text VARCHAR, command VARCHAR,
      outcome VARCHAR NOT NULL, code VARCHAR, ms INTEGER
    )`,
    `CREATE TABLE conversations (
      platform VARCHAR NOT NULL, place VARCHAR NOT NULL, user_id VARCHAR NOT NULL, question VARCHAR NOT NULL,
      at TIMESTAMPTZ NOT NULL, PRIMARY KEY (platform, place, user_id)
    )`,
    `CREATE TABLE sends (
      id VARCHAR PRIMARY KEY, job VARCHAR NOT NULL, target VARCHAR NOT NULL, planned_at TIMESTAMPTZ NOT NULL,
      state VARCHAR NOT NULL, message VARCHAR, error VARCHAR, at TIMESTAMPTZ NOT NULL
    )`,
  ],
  [
    `CREATE TABLE deal_snapshots (
      source VARCHAR NOT NULL, deal VARCHAR NOT NULL, day DATE NOT NULL, stage VARCHAR, amount DECIMAL(18, 4),
      expected_close_on DATE, is_open BOOLEAN NOT NULL, PRIMARY KEY (source, deal, day)
    )`,
  ],
  [
    `CREATE TABLE account_merges (
      source VARCHAR NOT NULL, account VARCHAR NOT NULL, survivor VARCHAR NOT NULL, decided_by VARCHAR NOT NULL,
      decided_at TIMESTAMPTZ NOT NULL, PRIMARY KEY (source, account)
    )`,
  ],
  [
    "CREATE TABLE secrets (owner VARCHAR NOT NULL, name VARCHAR NOT NULL, sealed VARCHAR NOT NULL, PRIMARY KEY (owner, name))",
    `CREATE TABLE ratings (
      answer VARCHAR NOT NULL, platform VARCHAR NOT NULL, user_id VARCHAR NOT NULL, good BOOLEAN NOT NULL, comment VARCHAR,
      at TIMESTAMPTZ NOT NULL, PRIMARY KEY (answer, platform, user_id)
    )`,
  ],
  [
    `CREATE TABLE links (
      platform VARCHAR NOT NULL, user_id VARCHAR NOT NULL, owner VARCHAR NOT NULL, how VARCHAR NOT NULL,
      decided_by VARCHAR, at TIMESTAMPTZ NOT NULL, PRIMARY KEY (platform, user_id)
    )`,
    `CREATE TABLE link_claims (
      id VARCHAR PRIMARY KEY, platform VARCHAR NOT NULL, user_id VARCHAR NOT NULL, user_name VARCHAR,
      address VARCHAR NOT NULL, code VARCHAR, attempts INTEGER NOT NULL, state VARCHAR NOT NULL, at TIMESTAMPTZ NOT NULL
    )`,
    `CREATE TABLE preferences (
      platform VARCHAR NOT NULL, user_id VARCHAR NOT NULL, name VARCHAR NOT NULL, chosen VARCHAR NOT NULL,
      PRIMARY KEY (platform, user_id, name)
    )`,
    `CREATE TABLE privacy_marks (
      source VARCHAR NOT NULL, kind VARCHAR NOT NULL, pseudonym VARCHAR NOT NULL, field VARCHAR NOT NULL, chosen VARCHAR,
      decided_by VARCHAR NOT NULL, at TIMESTAMPTZ NOT NULL, PRIMARY KEY (source, kind, pseudonym, field)
    )`,
  ],
  [
    "DROP TABLE sends",
    `CREATE TABLE schedules (
      id VARCHAR PRIMARY KEY, job VARCHAR NOT NULL, options VARCHAR NOT NULL, ask VARCHAR, cron VARCHAR NOT NULL,
      zone VARCHAR, targets VARCHAR NOT NULL, locale VARCHAR, owner VARCHAR, crm_owner VARCHAR, enabled BOOLEAN NOT NULL,
      planned_until TIMESTAMPTZ NOT NULL, at TIMESTAMPTZ NOT NULL
    )`,
    `CREATE TABLE occurrences (
      id VARCHAR PRIMARY KEY, schedule VARCHAR NOT NULL, planned_at TIMESTAMPTZ NOT NULL, zone VARCHAR NOT NULL,
      state VARCHAR NOT NULL, told BOOLEAN NOT NULL, at TIMESTAMPTZ NOT NULL
    )`,
    `CREATE TABLE deliveries (
      id VARCHAR PRIMARY KEY, occurrence VARCHAR NOT NULL, job VARCHAR NOT NULL, target VARCHAR NOT NULL, owner VARCHAR,
      about VARCHAR NOT NULL, state VARCHAR NOT NULL, attempts INTEGER NOT NULL, next_at TIMESTAMPTZ NOT NULL,
      holder VARCHAR, lease_until TIMESTAMPTZ, headline VARCHAR, band INTEGER, at_stake DOUBLE PRECISION, opens VARCHAR,
      figures VARCHAR, channel VARCHAR, message VARCHAR, error VARCHAR, begun_at TIMESTAMPTZ, at TIMESTAMPTZ NOT NULL
    )`,
    `CREATE TABLE ping_slots (
      target VARCHAR NOT NULL, day DATE NOT NULL, slot INTEGER NOT NULL, delivery VARCHAR NOT NULL,
      PRIMARY KEY (target, day, slot)
    )`,
    "CREATE TABLE outbox (delivery VARCHAR PRIMARY KEY, answer VARCHAR NOT NULL)",
    `CREATE TABLE cases (
      id VARCHAR PRIMARY KEY, rule VARCHAR NOT NULL, account VARCHAR NOT NULL, owner VARCHAR NOT NULL,
      opened_at TIMESTAMPTZ NOT NULL, band INTEGER NOT NULL, risk DOUBLE PRECISION NOT NULL,
      at_stake DOUBLE PRECISION NOT NULL, state VARCHAR NOT NULL, answered_at TIMESTAMPTZ, answered_by VARCHAR,
      reason VARCHAR, until TIMESTAMPTZ, reminders INTEGER NOT NULL, reminded_at TIMESTAMPTZ, escalated BOOLEAN NOT NULL,
      task VARCHAR, ordered_at TIMESTAMPTZ, revenue DOUBLE PRECISION, concluded_at TIMESTAMPTZ
    )`,
  ],
  [
    `CREATE TABLE doubts (
      answer VARCHAR NOT NULL, platform VARCHAR NOT NULL, user_id VARCHAR NOT NULL, owner VARCHAR, question VARCHAR NOT NULL,
      command VARCHAR NOT NULL, why VARCHAR, asked_at TIMESTAMPTZ NOT NULL, at TIMESTAMPTZ NOT NULL,
      PRIMARY KEY (answer, platform, user_id)
    )`,
  ],
  [
    // The schedule that sent what a delivery corrects.
    "ALTER TABLE deliveries ADD COLUMN origin VARCHAR",
    `CREATE TABLE notices (
      id VARCHAR PRIMARY KEY, administrator VARCHAR NOT NULL, notice VARCHAR NOT NULL, attempts INTEGER NOT NULL,
      next_at TIMESTAMPTZ NOT NULL, at TIMESTAMPTZ NOT NULL
    )`,
    // Without keys, whose tables DuckDB never makes smaller. What was yet to be sent is composed anew.
    "DROP TABLE outbox",
    "CREATE TABLE outbox (delivery VARCHAR NOT NULL, answer VARCHAR NOT NULL)",
    `CREATE TABLE outbox_files (
      delivery VARCHAR NOT NULL, place INTEGER NOT NULL, piece INTEGER NOT NULL, text VARCHAR NOT NULL
    )`,
  ],
];
