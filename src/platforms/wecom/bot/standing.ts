/** How an AI bot's connection stands. `evicted`: another process connected as the same bot, and WeCom closed ours. */
export type Standing = "connecting" | "connected" | "lost" | "evicted" | "refused";

interface Stand {
  readonly standing: Standing;
  readonly since: Date;
  readonly reason: string;
}

/**
 * The bots that this process is connected as. WeCom keeps one connection for each bot, so a process opens one; and
 * whoever checks the configuration must look here instead of connecting, which would evict.
 */
const bots = new Map<string, Stand>();

export function standingOf(botId: string): Stand | undefined {
  return bots.get(botId);
}

export function stand(botId: string, standing: Standing, reason = ""): void {
  bots.set(botId, { standing, since: new Date(), reason });
}

export function leave(botId: string): void {
  bots.delete(botId);
}
