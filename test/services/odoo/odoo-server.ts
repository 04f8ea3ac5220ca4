import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { chown, mkdir, mkdtemp, open, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Client } from "pg";
import { type Cluster, openCluster } from "../postgres-cluster.ts";

const run = promisify(execFile);
/** Odoo is unpacked once for all runs. */
const home = process.env.PARLEY_ODOO ?? join(tmpdir(), "parley-odoo-19");
const nobody = 65534;
const apps = ["crm", "sale_management", "sale_crm", "contacts", "sale_stock", "survey", "rating", "project"];
const database = "company";

/** A real Odoo 19 with its demo data, on loopback, over a PostgreSQL of its own. */
export interface OdooServer {
  readonly url: string;
  readonly database: string;
  /** The administrator's; the password is an API key as well. */
  readonly login: string;
  readonly password: string;
  /** A key for `/json/2`. */
  readonly key: string;
  /** Does something as a person would: through Odoo's own methods. */
  call<T = unknown>(model: string, method: string, args?: readonly unknown[], named?: object): Promise<T>;
  /** Asks Odoo's own database. */
  sql(text: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  remove(): Promise<void>;
}

/** Why Odoo cannot be had here; null when it can. Unpacks it where it is not there yet. */
export async function whyNoOdoo(): Promise<string | null> {
  const script = join(import.meta.dirname, "install.sh");
  return run("bash", [script, home], { maxBuffer: 1e8 }).then(
    () => null,
    (error: { stderr?: string }) =>
      `Odoo 19 cannot be had: ${(error.stderr ?? "").trim().split("\n").slice(-3).join(" ")}`,
  );
}

export async function openOdoo(): Promise<OdooServer> {
  const cluster = await openCluster();
  const folder = await mkdtemp(join(tmpdir(), "parley-odoo-data-"));
  const identity = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
  const data = join(folder, "data");
  await mkdir(data);
  const port = await freePort();
  const config = join(folder, "odoo.conf");
  await writeFile(config, settings({ cluster, data, port }));
  for (const path of [folder, data, config])
    if (identity.uid !== undefined) await chown(path, identity.uid, identity.gid);
  const log = join(folder, "log");
  const environment = {
    ...{ PATH: process.env.PATH, HOME: data, PYTHONDONTWRITEBYTECODE: "1" },
    PYTHONPATH: join(home, "usr/lib/python3/dist-packages"),
  };

  async function start(words: readonly string[], input?: string) {
    const output = await open(log, "a");
    const command = [join(home, "usr/bin/odoo"), ...words, "-c", config, "-d", database];
    const stdio = [input === undefined ? ("ignore" as const) : ("pipe" as const), output.fd, output.fd];
    const child = spawn("python3", command, { ...identity, cwd: folder, env: environment, stdio });
    child.stdin?.end(input);
    await output.close();
    return child;
  }
  async function finished(words: readonly string[], input?: string): Promise<void> {
    const child = await start(words, input);
    const [code] = await once(child, "exit");
    if (code !== 0)
      throw new Error(`odoo ${words.join(" ")} ended with ${code}: ${(await readFile(log, "utf8")).slice(-2000)}`);
  }

  await finished(["-i", apps.join(), "--with-demo", "--stop-after-init"]);
  const keyFile = join(folder, "key");
  await finished(["shell", "--no-http"], keyScript(keyFile));
  const key = await readFile(keyFile, "utf8");
  const child = await start([]);
  const ended = once(child, "exit");
  const url = `http://127.0.0.1:${port}`;
  await answering(url, () => child.exitCode, log);
  const client = new Client({
    host: "127.0.0.1",
    port: cluster.port,
    user: "parley",
    password: cluster.password,
    database,
  });
  await client.connect();

  return {
    ...{ url, database, login: "admin", password: "admin", key },
    async call<T>(model: string, method: string, args: readonly unknown[] = [], named: object = {}) {
      const params = {
        ...{ service: "object", method: "execute_kw" },
        args: [database, 2, "admin", model, method, args, { ...named, context: { active_test: false } }],
      };
      const answer = await fetch(`${url}/jsonrpc`, {
        ...{ method: "POST", headers: { "content-type": "application/json" } },
        body: JSON.stringify({ jsonrpc: "2.0", method: "call", id: 1, params }),
      });
      const { result, error } = (await answer.json()) as { result: T; error?: { data: { message: string } } };
      if (error) throw new Error(`${model}.${method}: ${error.data.message}`);
      return result;
    },
    sql: async (text, values = []) => (await client.query(text, [...values])).rows,
    async remove() {
      await client.end();
      child.kill("SIGKILL");
      await ended;
      await cluster.remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function settings({ cluster, data, port }: { cluster: Cluster; data: string; port: number }): string {
  return [
    "[options]",
    ...["db_host = 127.0.0.1", `db_port = ${cluster.port}`, "db_user = parley", `db_password = ${cluster.password}`],
    ...["http_interface = 127.0.0.1", `http_port = ${port}`, `data_dir = ${data}`],
    ...["list_db = False", "with_demo = True", "max_cron_threads = 0", "workers = 0", ""],
  ].join("\n");
}

/** What a user does in Preferences, Account Security, New API Key. */
function keyScript(file: string): string {
  return `
from datetime import datetime, timedelta
admin = env['res.users'].browse(2)
key = env['res.users.apikeys'].with_user(admin)._generate('rpc', 'Parley', datetime.now() + timedelta(days=1))
env.cr.commit()
open(${JSON.stringify(file)}, 'w').write(key)
`;
}

async function answering(url: string, exitCode: () => number | null, log: string): Promise<void> {
  for (;;) {
    const up = await fetch(`${url}/web/health`).then(
      ({ ok }) => ok,
      () => false,
    );
    if (up) return;
    if (exitCode() !== null) throw new Error(`Odoo ended: ${(await readFile(log, "utf8")).slice(-2000)}`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}
