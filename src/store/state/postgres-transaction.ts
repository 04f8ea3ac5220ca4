import type { QueryResult } from "pg";
import { failedBefore } from "./failed-before.ts";
import type { Lent, StatePool } from "./postgres-pool.ts";

/** Keys of the locks that processes of one state database share; `parl` keeps them apart from other programs'. */
const locks = { migration: 1, transaction: 2 };

/** SQL that waits for its turn, until the transaction's end. */
export function lockFor(what: keyof typeof locks): string {
  return `SELECT pg_advisory_xact_lock(${0x7061726c}, ${locks[what]})`;
}

/** Begins a transaction, once all others are over. */
export async function begin(pool: StatePool): Promise<OpenTransaction> {
  const lent = await pool.take();
  try {
    await lent.client.query(`BEGIN; ${lockFor("transaction")}`);
    return new OpenTransaction(lent);
  } catch (error) {
    lent.discard();
    throw error;
  }
}

/** A transaction's connection. Its statements run one after the other, also when they are asked for at once. */
export class OpenTransaction {
  /** Then its statements are no longer part of it. */
  over = false;
  readonly #lent: Lent;
  #last: Promise<unknown> = Promise.resolve();

  constructor(lent: Lent) {
    this.#lent = lent;
  }

  query(sql: string, values: unknown[]): Promise<QueryResult> {
    const turn = this.#last.then(() => this.#lent.client.query(sql, values));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** Takes no more; resolves once everything that was asked for, waited for or not, is done. */
  async settle(): Promise<void> {
    this.over = true;
    await this.#last;
  }

  /** Throws when a statement had failed that nobody heard of: the server then keeps nothing. */
  async commit(): Promise<void> {
    const { command } = await this.#lent.client.query("COMMIT");
    if (command !== "COMMIT") throw failedBefore();
    this.#lent.giveBack();
  }

  /** Leaves nothing behind; a broken connection is closed, which undoes it too. */
  async rollback(): Promise<void> {
    await this.#lent.client.query("ROLLBACK").then(
      () => this.#lent.giveBack(),
      () => this.#lent.discard(),
    );
  }
}
