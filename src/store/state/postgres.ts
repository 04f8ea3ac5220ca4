import { AsyncLocalStorage } from "node:async_hooks";
import type { QueryResult } from "pg";
import type { Parameter, State } from "#store.ts";
import { answered, persist, surelyNotRun, told } from "./postgres-failures.ts";
import { migratePostgres } from "./postgres-migrate.ts";
import { boundValue, openPool, placeOf } from "./postgres-pool.ts";
import { begin, type OpenTransaction } from "./postgres-transaction.ts";

/**
 * The state in a PostgreSQL database, which several processes may share. Statements run side by side; transactions of all
 * processes one after the other, as in the DuckDB file, so that what one read still holds when it writes.
 *
 * A statement that surely did not run is tried again for some seconds, and so is a read. A write whose answer is lost is
 * not: it surfaces as a SourceError `state` that is not retryable.
 */
export async function openPostgresState(url: string, migrations: readonly (readonly string[])[]): Promise<State> {
  const place = placeOf(url);
  await migratePostgres(url, place, migrations);
  const pool = openPool(url);
  const inside = new AsyncLocalStorage<OpenTransaction>();

  async function query(sql: string, parameters: readonly Parameter[] = []): Promise<QueryResult> {
    const values = parameters.map(boundValue);
    const own = inside.getStore();
    const joined = own?.over === false;
    try {
      return await (joined
        ? own.query(sql, values)
        : persist(sql, () => pool.lend((client) => client.query(sql, values))));
    } catch (error) {
      throw told(error, place, joined || surelyNotRun(error));
    }
  }

  async function transaction<T>(work: () => Promise<T>): Promise<T> {
    if (inside.getStore()?.over === false) return work();
    const own = await persist("", () => begin(pool)).catch((error: unknown) => {
      throw told(error, place, true);
    });
    try {
      const result = await inside.run(own, work);
      await own.settle();
      await own.commit().catch((error: unknown) => {
        throw told(error, place, answered(error));
      });
      return result;
    } catch (error) {
      await own.settle();
      await own.rollback();
      throw error;
    }
  }

  return {
    async run(sql, parameters) {
      await query(sql, parameters);
    },
    rows: async <T>(sql: string, parameters?: readonly Parameter[]) => (await query(sql, parameters)).rows as T[],
    transaction,
    async now() {
      const { rows } = await query("SELECT clock_timestamp() AS now");
      return rows[0].now;
    },
    close: () => pool.close(),
  };
}
