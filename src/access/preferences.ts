import type { Choices } from "#office.ts";
import type { State } from "#store.ts";

/** What everybody chose, in memory: it is asked for with every question. */
export interface PreferenceBook {
  of(platform: string, userId: string): Choices;
  /** Zones that anybody chose. */
  zones(): readonly string[];
  /** Reads them again when it was not done for some seconds: another process may have kept some. */
  renew(): Promise<void>;
  choose(platform: string, userId: string, choices: Partial<Choices>): Promise<Choices>;
  /** Forgets all that a chat user chose. */
  forget(platform: string, userId: string): Promise<void>;
}

const nothing: Choices = { language: null, picture: null, zone: null, currency: null, pings: null, quiet: null };

/** Choices as the state keeps them, where that is not the text itself. */
const asText = ({ pings, quiet, ...texts }: Partial<Choices>): Record<string, string | null> => ({
  ...texts,
  ...(pings === undefined ? {} : { pings: pings === null ? null : String(pings) }),
  ...(quiet === undefined ? {} : { quiet: quiet === null ? null : `${quiet.from}-${quiet.to}` }),
});

function fromText(name: string, chosen: string): Partial<Choices> {
  if (name === "pings") return { pings: Number(chosen) };
  if (name !== "quiet") return { [name]: chosen };
  const [from = "00:00", to = "00:00"] = chosen.split("-");
  return { quiet: { from, to } };
}

/** What was chosen through another process of the same state counts here after so long. */
const renewalMs = 5_000;

/** Reads what is kept in the state; every change is kept there before it counts. O(people who chose anything). */
export async function openPreferences(state: State, clock: () => Date): Promise<PreferenceBook> {
  const book = new Map<string, Choices>();
  const key = (platform: string, userId: string): string => JSON.stringify([platform, userId]);
  let readAt = 0;

  async function renew(): Promise<void> {
    const now = clock().getTime();
    if (readAt !== 0 && now - readAt < renewalMs) return;
    readAt = now;
    const rows = await state.rows<{ platform: string; user_id: string; name: string; chosen: string }>(
      "SELECT platform, user_id, name, chosen FROM preferences",
    );
    book.clear();
    for (const { platform, user_id, name, chosen } of rows) {
      const place = key(platform, user_id);
      book.set(place, { ...(book.get(place) ?? nothing), ...fromText(name, chosen) });
    }
  }
  await renew();
  return {
    renew,
    zones: () => [...new Set([...book.values()].flatMap(({ zone }) => zone ?? []))],
    of: (platform, userId) => book.get(key(platform, userId)) ?? nothing,
    async choose(platform, userId, choices) {
      const place = key(platform, userId);
      await state.transaction(async () => {
        for (const [name, chosen] of Object.entries(asText(choices))) {
          await state.run("DELETE FROM preferences WHERE platform = $1 AND user_id = $2 AND name = $3", [
            platform,
            userId,
            name,
          ]);
          if (chosen === null) continue;
          await state.run("INSERT INTO preferences (platform, user_id, name, chosen) VALUES ($1, $2, $3, $4)", [
            platform,
            userId,
            name,
            chosen,
          ]);
        }
      });
      const after: Choices = { ...(book.get(place) ?? nothing), ...choices };
      book.set(place, after);
      return after;
    },
    async forget(platform, userId) {
      await state.run("DELETE FROM preferences WHERE platform = $1 AND user_id = $2", [platform, userId]);
      book.delete(key(platform, userId));
    },
  };
}
