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
];
