import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import { paced } from "../platforms/slack/slack-limits.ts";
import { startSlack } from "../platforms/slack/slack-server.ts";

/** What people see in the end. */
interface Seen {
  readonly messages: number;
  readonly files: number;
  /** Processor time of the emulation, in seconds. */
  readonly seconds: number;
}

interface Opened {
  readonly apiUrl: string;
  readonly botToken: string;
  readonly people: readonly string[];
}

/** Slack on this machine within its limits, in a process of its own: neither its memory nor its work counts as Parley's. */
export async function startSlackApart(people: number): Promise<Opened & { seen(): Promise<Seen>; close(): void }> {
  const child = fork(fileURLToPath(import.meta.url), [String(people)]);
  const next = <T>(): Promise<T> =>
    new Promise((resolve, reject) => {
      child.once("message", (message) => resolve(message as T));
      child.once("exit", (code) => reject(new Error(`the emulated Slack ended with ${code}`)));
    });
  const opened = await next<Opened>();
  return {
    ...opened,
    seen() {
      const seen = next<Seen>();
      child.send("seen");
      return seen;
    },
    close: () => child.disconnect(),
  };
}

if (process.send !== undefined && process.argv[1] === fileURLToPath(import.meta.url)) {
  const { board, apiUrl, botToken, people } = await startSlack(Number(process.argv[2]), paced());
  process.on("message", () => {
    const { user, system } = process.cpuUsage();
    const files = board.messages.reduce((sum, message) => sum + message.files.length, 0);
    const messages = board.messages.filter((message) => message.files.length === 0).length;
    process.send?.({ messages, files, seconds: (user + system) / 1e6 } satisfies Seen);
  });
  process.on("disconnect", () => process.exit());
  process.send({ apiUrl, botToken, people } satisfies Opened);
}
