import { Client, type ClientConfig, Pool, type PoolClient, types } from "pg";
import type { Parameter } from "#store.ts";
import { answered, NotConnected } from "./postgres-failures.ts";

/** A statement, and one step of a migration, may take so long. */
const statementMs = 30_000;
const migrationMs = 10 * 60_000;
/** The server ends a transaction whose process says nothing for so long, and others can go on. */
const silentTransactionMs = 60_000;
const connectMs = 5_000;
/** Connections of one process: beyond, statements wait for each other. */
const most = 8;

/** How the columns of the state become the values that the DuckDB file gives, by type. */
const parsers: Readonly<Record<number, (text: string) => unknown>> = {
  [types.builtins.INT8]: Number,
  [types.builtins.NUMERIC]: Number,
  [types.builtins.DATE]: (text) => text,
  [types.builtins.TIMESTAMP]: (text) => new Date(`${text.replace(" ", "T")}Z`),
};

const plainTypes: ClientConfig["types"] = {
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    parsers[oid] ?? types.getTypeParser(oid, format as "text")) as typeof types.getTypeParser,
};

const settings = (url: string, longestMs: number): ClientConfig => ({
  connectionString: url,
  application_name: "parley",
  connectionTimeoutMillis: connectMs,
  keepAlive: true,
  statement_timeout: longestMs,
  idle_in_transaction_session_timeout: silentTransactionMs,
  // A server that fell silent cannot keep its own limit.
  query_timeout: longestMs + 5_000,
  types: plainTypes,
});

/** Whatever the server's own settings: days as the file writes them, in its zone. */
const likeTheFile = "SET datestyle = 'ISO, YMD'; SET timezone = 'UTC'";

/** A connection on loan. */
export interface Lent {
  readonly client: PoolClient;
  giveBack(): void;
  /** Closes it: it is broken, or in the middle of something. */
  discard(): void;
}

export interface StatePool {
  /** Throws NotConnected when there is no way to the server, or no connection becomes free. */
  take(): Promise<Lent>;
  lend<T>(work: (client: PoolClient) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Connections to a state database, opened as needed and closed when idle. */
export function openPool(url: string): StatePool {
  const pool = new Pool({
    ...settings(url, statementMs),
    max: most,
    onConnect: (client) => client.query(likeTheFile) as unknown as undefined,
  });
  // A connection that dies says so here and to whoever uses it, now or next: it is enough that they hear it.
  const heard = (): void => {};
  pool.on("error", heard);

  async function take(): Promise<Lent> {
    const client = await connected(() => pool.connect());
    client.on("error", heard);
    const end = (broken: boolean): void => {
      client.removeListener("error", heard);
      client.release(broken);
    };
    return { client, giveBack: () => end(false), discard: () => end(true) };
  }

  async function lend<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const { client, giveBack, discard } = await take();
    try {
      const result = await work(client);
      giveBack();
      return result;
    } catch (error) {
      if (answered(error)) giveBack();
      else discard();
      throw error;
    }
  }

  return { take, lend, close: () => pool.end() };
}

/** One connection for a migration, which may have to wait for another process's. */
export async function openMigrationClient(url: string): Promise<Client> {
  const client = new Client(settings(url, migrationMs));
  client.on("error", () => {});
  await connected(() => client.connect());
  return client;
}

async function connected<T>(connect: () => Promise<T>): Promise<T> {
  try {
    return await connect();
  } catch (error) {
    throw new NotConnected(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/** A parameter as PostgreSQL takes it; text cannot hold NUL there. */
export function boundValue(value: Parameter): unknown {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === "string") return value.replaceAll("\0", "\uFFFD");
  return Array.isArray(value) ? value.map((item) => boundValue(item)) : value;
}

/** Where a state is, for people: never the password. */
export function placeOf(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `PostgreSQL at ${hostname || "localhost"}${port && `:${port}`}${pathname}`;
}
