import { execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chown, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { Client } from "pg";

const run = promisify(execFile);
/** The user `nobody`: PostgreSQL refuses to run as root. */
const nobody = 65534;
const identity = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};

/** A PostgreSQL of its own, made for one test file on loopback and thrown away after it. */
export interface Cluster {
  /** A new, empty database. */
  database(): Promise<string>;
  /** Runs SQL as the administrator, in `postgres` or the database of a URL. */
  admin(sql: string, url?: string): Promise<Record<string, unknown>[]>;
  readonly password: string;
  readonly port: number;
  start(): Promise<void>;
  /** Pulls the plug. */
  stop(): Promise<void>;
  remove(): Promise<void>;
}

/** Debian keeps the programs of each version in a folder that is not in the path. */
async function programs(): Promise<string> {
  const home = "/usr/lib/postgresql";
  const [newest] = (await readdir(home)).sort((a, b) => Number(b) - Number(a));
  return join(home, newest ?? "", "bin");
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}

export async function openCluster(): Promise<Cluster> {
  const bin = await programs();
  const folder = await mkdtemp("/tmp/parley-postgres-");
  if (identity.uid !== undefined) await chown(folder, identity.uid, identity.gid);
  const data = join(folder, "data");
  const password = `p-${randomBytes(6).toString("hex")}`;
  const secret = join(folder, "password");
  await writeFile(secret, password, { mode: 0o644 });
  const as = { ...identity, cwd: folder };
  await run(
    join(bin, "initdb"),
    ["-D", data, "-U", "parley", "-A", "scram-sha-256", `--pwfile=${secret}`, "-E", "UTF8", "--locale=C.UTF-8", "-N"],
    as,
  );
  const port = await freePort();
  const url = (database: string) => `postgres://parley:${password}@127.0.0.1:${port}/${database}`;

  async function start(): Promise<void> {
    const options = `-c listen_addresses=127.0.0.1 -p ${port} -c unix_socket_directories=${folder} -c fsync=off`;
    const child = spawn(join(bin, "pg_ctl"), ["-D", data, "-w", "-l", join(folder, "log"), "-o", options, "start"], {
      ...as,
      stdio: "ignore",
    });
    const [code] = await once(child, "exit");
    if (code !== 0) throw new Error(`PostgreSQL did not start: ${code}`);
  }

  async function admin(sql: string, where = url("postgres")): Promise<Record<string, unknown>[]> {
    const client = new Client({ connectionString: where });
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  }

  await start();
  let count = 0;
  return {
    password,
    port,
    admin,
    start,
    async database() {
      const name = `state_${++count}`;
      await admin(`CREATE DATABASE ${name}`);
      return url(name);
    },
    stop: async () => void (await run(join(bin, "pg_ctl"), ["-D", data, "-m", "immediate", "stop"], as)),
    async remove() {
      await run(join(bin, "pg_ctl"), ["-D", data, "-m", "immediate", "stop"], as).catch(() => {});
      await rm(folder, { recursive: true, force: true });
    },
  };
}
