/** Calls a minute that Slack allows a workspace, by method; posts have a limit of their own in every channel. */
const perMinute: Readonly<Record<string, number>> = {
  "chat.postMessage": 300,
  "files.getUploadURLExternal": 100,
  "files.completeUploadExternal": 100,
  "files.info": 100,
  "conversations.open": 50,
  "conversations.history": 50,
  "conversations.list": 20,
  "users.info": 100,
  "users.lookupByEmail": 50,
};
const postsASecond = 1;

/** Seconds after which a call may be tried again; null for one that may be done now. */
export type Pace = (method: string, channel: string | undefined) => number | null;

/** Slack's limits: a minute's calls may come at once, after that as many as the minute's rate gives back. */
export function paced(clock: () => number = () => performance.now()): Pace {
  const left = new Map<string, { tokens: number; at: number }>();

  const take = (key: string, most: number, perSecond: number): number | null => {
    const now = clock() / 1000;
    const before = left.get(key) ?? { tokens: most, at: now };
    const tokens = Math.min(most, before.tokens + (now - before.at) * perSecond);
    const taken = tokens >= 1;
    left.set(key, { tokens: taken ? tokens - 1 : tokens, at: now });
    return taken ? null : Math.max(1, Math.ceil((1 - tokens) / perSecond));
  };

  return (method, channel) => {
    if (method === "chat.postMessage" && channel !== undefined) {
      const wait = take(`${method} ${channel}`, 1, postsASecond);
      if (wait !== null) return wait;
    }
    const most = perMinute[method];
    return most === undefined ? null : take(method, most, most / 60);
  };
}
