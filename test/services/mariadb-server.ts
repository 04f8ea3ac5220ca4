import { execFile, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chown, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { createConnection } from "mysql2/promise";

const run = promisify(execFile);
/** The user `nobody`: a database should not run as root. */
const nobody = 65534;
const identity = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};

/** A MariaDB of its own, made for one test file on loopback and thrown away after it. */
export interface Mariadb {
  readonly port: number;
  readonly password: string;
  /** Runs SQL as the administrator, in a database if one is named. */
  admin(sql: string, database?: string): Promise<Record<string, unknown>[]>;
  remove(): Promise<void>;
}

export async function openMariadb(): Promise<Mariadb> {
  const folder = await mkdtemp("/tmp/parley-mariadb-");
  if (identity.uid !== undefined) await chown(folder, identity.uid, identity.gid);
  const data = join(folder, "data");
  const as = { ...identity, cwd: folder };
  const plain = ["--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve"];
  await run("mariadb-install-db", ["--no-defaults", `--datadir=${data}`, ...plain], as);
  const port = await freePort();
  const password = `p-${randomBytes(6).toString("hex")}`;
  const socket = join(folder, "socket");
  const own = [`--datadir=${data}`, `--port=${port}`, "--bind-address=127.0.0.1", `--socket=${socket}`];
  const small = ["--skip-log-bin", "--innodb-flush-log-at-trx-commit=0", "--innodb-buffer-pool-size=256M"];
  const server = spawn("/usr/sbin/mariadbd", ["--no-defaults", ...own, ...small], { ...as, stdio: "ignore" });
  const ended = once(server, "exit");
  await answering();

  async function answering(): Promise<void> {
    for (let attempt = 0; ; attempt++) {
      try {
        const connection = await createConnection({ socketPath: socket, user: "root" });
        await connection.query(`CREATE USER parley_admin@'127.0.0.1' IDENTIFIED BY '${password}'`);
        await connection.query("GRANT ALL ON *.* TO parley_admin@'127.0.0.1' WITH GRANT OPTION");
        return await connection.end();
      } catch (error) {
        if (server.exitCode !== null || attempt > 600) throw error;
        await pause(100);
      }
    }
  }

  return {
    port,
    password,
    async admin(sql, database) {
      const access = { host: "127.0.0.1", port, user: "parley_admin", password, multipleStatements: true };
      const connection = await createConnection({ ...access, ...(database === undefined ? {} : { database }) });
      try {
        const [rows] = await connection.query(sql);
        return Array.isArray(rows) ? (rows as Record<string, unknown>[]) : [];
      } finally {
        await connection.end();
      }
    },
    async remove() {
      server.kill("SIGKILL");
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}
