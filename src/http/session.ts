/** Tokens, kept encrypted from one opening to the next. */
export interface Kept {
  get(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
}

/** What a login gives: a token, cookies joined to a text, or several values as JSON. */
export interface Session {
  readonly token: string;
  /** When it ends by itself, milliseconds since 1970. */
  readonly expires?: number;
}

export interface Sessions {
  /** The session in force; logs in when there is none. */
  current(): Promise<Session>;
  /** A new one in place of that which turned out to be expired; whoever comes while it is fetched waits for the same. */
  renew(expired: Session): Promise<Session>;
}

/** Milliseconds before its end from which a session is not used any more. */
const margin = 60_000;

/** One session for all calls: it is fetched once however many wait for it. */
export function createSessions(
  login: () => Promise<Session>,
  { kept, name = "session", now = Date.now }: { kept?: Kept; name?: string; now?: () => number } = {},
): Sessions {
  let session: Session | null = null;
  let fetching: Promise<Session> | null = null;

  async function load(): Promise<Session> {
    const text = session === null ? await kept?.get(name) : null;
    const found = text ? (JSON.parse(text) as Session) : null;
    return found !== null && holds(found) ? found : fetched();
  }
  async function fetched(): Promise<Session> {
    const fresh = await login();
    await kept?.set(name, JSON.stringify(fresh));
    return fresh;
  }
  function holds({ expires }: Session): boolean {
    return expires === undefined || expires - margin > now();
  }
  function once(work: () => Promise<Session>): Promise<Session> {
    fetching ??= work()
      .then((fresh) => {
        session = fresh;
        return fresh;
      })
      .finally(() => {
        fetching = null;
      });
    return fetching;
  }
  return {
    async current() {
      if (fetching) return fetching;
      return session !== null && holds(session) ? session : once(load);
    },
    async renew(expired) {
      if (fetching) return fetching;
      return session !== null && session.token !== expired.token ? session : once(fetched);
    },
  };
}
