import { WSClient, type WsFrame } from "@wecom/aibot-node-sdk";
import { SendError, SourceError } from "#errors.ts";
import type { Log } from "#platform.ts";
import { attempts, backOff, pause } from "../back-off.ts";
import type { BotSettings } from "../config.ts";
import { isBusy, isLimited, Lost, type Refusal, refused } from "../refusals.ts";
import { leave, type Standing, stand, standingOf } from "./standing.ts";

type AfterLoss = "again" | "replaces" | "never";

/** The connection of an AI bot, and what is said over it. */
export interface Line {
  readonly client: WSClient;
  /**
   * Sends, and waits for WeCom's acknowledgement; again when it was not taken. After a lost acknowledgement it is sent
   * again only where that does no harm: it shows nothing to anybody (`again`), or `replaces` itself. What may be shown
   * rejects with `Lost` in the end.
   */
  exchange<T>(send: () => Promise<T>, afterLoss: AfterLoss): Promise<T>;
  close(): void;
}

const reconnectWithinMs = 60_000;
const signInWithinMs = 10_000;

const evicted = (): SourceError =>
  new SourceError("wecom", "another process is connected as this AI bot, and WeCom keeps one connection", {
    hint: "Stop the other process (or give it a bot of its own), then restart Parley.",
  });

/** The SDK rejects with WeCom's frame when something was refused. */
function refusalOf(error: unknown): Refusal | null {
  if (typeof error !== "object" || error === null || !("errcode" in error)) return null;
  const { errcode, errmsg } = error as WsFrame;
  return { errcode: errcode ?? -1, errmsg: errmsg ?? "" };
}

/** What is known after the last attempt, where none went out without a reply. */
function failed(error: unknown, refusal: Refusal | null): SendError {
  if (refusal !== null) return refused(refusal);
  return new SendError("wecom", "the AI bot is not connected", { fate: "later", cause: error });
}

const notConnected = (error: unknown): boolean => error instanceof Error && /not connected/i.test(error.message);

/**
 * Connects as an AI bot. The SDK reconnects after a loss, for as long as it takes; it does not when a newer connection
 * evicts it, and neither do we: two processes would evict each other for ever.
 */
export async function openLine({ id, secret, url }: BotSettings, log: Log): Promise<Line> {
  if (standingOf(id) !== undefined) throw evicted();
  const about = { platform: "wecom", bot: id };
  const client = new WSClient({
    botId: id,
    secret,
    maxReconnectAttempts: -1,
    ...(url === undefined ? {} : { wsUrl: url }),
    logger: {
      debug() {},
      info() {},
      warn: (message) => log.warn(about, message),
      error: (message, reason) => log.warn({ ...about, reason }, message),
    },
  });
  stand(id, "connecting");
  const waiting = new Set<() => void>();
  const change = (standing: Standing, reason = ""): void => {
    stand(id, standing, reason);
    for (const resolve of waiting) resolve();
  };
  client.on("authenticated", () => change("connected"));
  client.on("disconnected", (reason) => {
    if (standingOf(id)?.standing === "connected") change("lost", reason);
  });
  client.on("error", ({ message }) => {
    if (/authentication failed|auth failure/i.test(message)) change("refused", message);
  });
  client.on("event.disconnected_event", () => {
    log.error(
      about,
      "EVICTED: another process connected as this AI bot. Parley no longer hears WeCom until restarted.",
    );
    change("evicted");
  });

  /** Resolves when connected; rejects when that will not be, or not in time. */
  async function connected(withinMs: number): Promise<void> {
    const until = Date.now() + withinMs;
    for (;;) {
      const { standing, reason } = standingOf(id) ?? { standing: "lost", reason: "" };
      if (standing === "connected" && client.isConnected) return;
      if (standing === "evicted") throw evicted();
      if (standing === "refused") {
        throw new SourceError("wecom", reason, {
          hint: "Copy the Bot ID and its Secret again (智能机器人 → API 模式 → 长连接) into WECOM_BOT_ID and WECOM_BOT_SECRET.",
        });
      }
      const leftMs = until - Date.now();
      if (leftMs <= 0) throw new SourceError("wecom", "the AI bot is not connected", { retryable: true });
      let resolve = (): void => {};
      const changed = new Promise<void>((done) => {
        resolve = done;
        waiting.add(done);
      });
      // Looked at now and then too: a socket may close before anybody is told.
      await Promise.race([changed, pause(Math.min(leftMs, 250))]);
      waiting.delete(resolve);
    }
  }

  client.connect();
  const close = (): void => {
    client.disconnect();
    leave(id);
  };
  await connected(signInWithinMs).catch((error: SourceError) => {
    if (error.retryable) return log.warn({ ...about, err: error }, "WeCom cannot be reached yet; trying on");
    close();
    throw error;
  });

  return {
    client,
    close,
    async exchange(send, afterLoss) {
      // What shows nothing is never lost; without a connection nothing went out.
      let lost = false;
      for (let attempt = 1; ; attempt++) {
        await connected(reconnectWithinMs).catch((error: unknown) => {
          throw lost ? new Lost(error) : error;
        });
        try {
          return await send();
        } catch (error) {
          const refusal = refusalOf(error);
          const unread = refusal === null && !notConnected(error);
          lost ||= unread && afterLoss !== "again";
          const again = refusal === null ? !unread || afterLoss !== "never" : isBusy(refusal) || isLimited(refusal);
          if (!again || attempt === attempts) throw lost ? new Lost(error) : failed(error, refusal);
          await backOff(attempt, refusal);
        }
      }
    },
  };
}
