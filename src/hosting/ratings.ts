import type { Rating } from "#platform.ts";
import type { State } from "#store.ts";

const longest = 2_000;

/** Keeps what a person thinks of an answer; a second opinion of the same person replaces the first. */
export async function rate(state: State, platform: string, rating: Rating, at: Date): Promise<void> {
  const { answer, user, good, comment } = rating;
  await state.run(
    `INSERT INTO ratings (answer, platform, user_id, good, comment, at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (answer, platform, user_id) DO UPDATE SET good = excluded.good, comment = excluded.comment, at = excluded.at`,
    [answer, platform, user.id, good, comment?.slice(0, longest) ?? null, at],
  );
}
