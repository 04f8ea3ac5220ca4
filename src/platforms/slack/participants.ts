import type { Vault } from "#platform.ts";
import { createRecently } from "./recently.ts";

const key = "participants";
const most = 500;

/** Who has addressed Parley in which thread: what they write there without mentioning it may be meant for it. */
export interface Participants {
  /** `thread` is `team/channel/timestamp`. */
  join(thread: string, user: string): Promise<void>;
  has(thread: string, user: string): boolean;
  /** Forgets whoever was in a workspace. */
  forget(team: string): Promise<void>;
}

/** Remembers the newest 500, also over a restart. */
export async function readParticipants(vault: Vault): Promise<Participants> {
  const recently = createRecently(most);
  for (const name of JSON.parse((await vault.get(key)) ?? "[]") as string[]) recently.add(name);
  let writing: Promise<unknown> = Promise.resolve();
  const nameOf = (thread: string, user: string): string => `${thread}/${user}`;
  const keep = (): Promise<void> => {
    const mine = writing.then(() => vault.set(key, JSON.stringify(recently.all())));
    writing = mine.catch(() => {});
    return mine;
  };
  return {
    has: (thread, user) => recently.has(nameOf(thread, user)),
    join(thread, user) {
      const name = nameOf(thread, user);
      if (recently.has(name)) return Promise.resolve();
      recently.add(name);
      return keep();
    },
    forget(team) {
      for (const name of recently.all()) if (name.startsWith(`${team}/`)) recently.remove(name);
      return keep();
    },
  };
}
