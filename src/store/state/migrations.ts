/** Numbered changes of the state's tables; the n-th entry brings version n − 1 to n. What was released never changes. */
export const migrations: readonly (readonly string[])[] = [
  [
    `CREATE TABLE audit (
      id VARCHAR PRIMARY KEY, at TIMESTAMPTZ NOT NULL, platform VARCHAR NOT NULL, user_id VARCHAR NOT NULL,
      owner_id VARCHAR, place VARCHAR, action VARCHAR NOT NULL, text VARCHAR, command VARCHAR,
      outcome VARCHAR NOT NULL, code VARCHAR, ms INTEGER
    )`,
    `CREATE TABLE preferences (
      platform VARCHAR NOT NULL, user_id VARCHAR NOT NULL, key VARCHAR NOT NULL, value VARCHAR,
      updated_at TIMESTAMPTZ NOT NULL, PRIMARY KEY (platform, user_id, key)
    )`,
    `CREATE TABLE conversations (
      platform VARCHAR NOT NULL, place VARCHAR NOT NULL, user_id VARCHAR NOT NULL, question VARCHAR NOT NULL,
      at TIMESTAMPTZ NOT NULL, PRIMARY KEY (platform, place, user_id)
    )`,
    `CREATE TABLE links (
      platform VARCHAR NOT NULL, user_id VARCHAR NOT NULL, owner_external_id VARCHAR, source VARCHAR NOT NULL,
      linked_at TIMESTAMPTZ NOT NULL, how VARCHAR NOT NULL, PRIMARY KEY (platform, user_id, source)
    )`,
    `CREATE TABLE sync_runs (
      id VARCHAR PRIMARY KEY, source VARCHAR NOT NULL, started_at TIMESTAMPTZ NOT NULL, finished_at TIMESTAMPTZ,
      outcome VARCHAR, report VARCHAR
    )`,
    `CREATE TABLE sends (
      id VARCHAR PRIMARY KEY, job VARCHAR NOT NULL, target VARCHAR NOT NULL, planned_at TIMESTAMPTZ NOT NULL,
      state VARCHAR NOT NULL, message VARCHAR, error VARCHAR, at TIMESTAMPTZ NOT NULL
    )`,
  ],
];
