import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { SourceError, UserError } from "#errors.ts";
import { type Doorplate, doorplateName } from "./protocol.ts";
import { fromWire } from "./wire-error.ts";

/** A Parley that already runs on this data. */
export interface Running {
  readonly pid: number;
  call<T>(door: string, body: unknown): Promise<T>;
}

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/**
 * Finds the process that serves this data folder; null when there is none (a doorplate left behind by a crash counts
 * as none).
 * @throws UserError `other_settings` when it runs with settings that would answer differently.
 */
export async function findRunning(dataDir: string, settings: string): Promise<Running | null> {
  const text = await readFile(join(dataDir, doorplateName), "utf8").catch(() => null);
  if (text === null) return null;
  const plate = JSON.parse(text) as Doorplate;
  if (!alive(plate.pid)) return null;
  // Loaded only when there is a process to talk to: a start-up has none.
  const [{ isAxiosError }, { createHttp }] = await Promise.all([import("axios"), import("#http.ts")]);
  const http = createHttp({
    baseURL: `http://127.0.0.1:${plate.port}`,
    timeout: 60 * 60_000,
    headers: { authorization: `Bearer ${plate.token}` },
    proxy: false,
  });
  try {
    await http.post("/ping", {}, { timeout: 15_000 });
  } catch (error) {
    if (isAxiosError(error) && (error.code === "ECONNREFUSED" || error.response?.status === 401)) return null;
    throw new SourceError("parley", `process ${plate.pid} holds ${dataDir} but does not answer`, {
      hint: "Look at its log, or stop it.",
      cause: error,
    });
  }
  if (plate.settings !== settings) {
    throw new UserError(
      "other_settings",
      `A Parley with other settings is running on ${dataDir} (process ${plate.pid})`,
      {
        hint: "Stop it, give this one the same settings, or set another DATA_DIR.",
      },
    );
  }
  return {
    pid: plate.pid,
    async call<T>(door: string, body: unknown): Promise<T> {
      const { data, status } = await http.post(`/${door}`, body, { validateStatus: () => true });
      if (status !== 200) throw fromWire(data);
      return data as T;
    },
  };
}
