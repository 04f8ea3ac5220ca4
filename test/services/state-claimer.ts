import { openState } from "#store/state.ts";

/** Opens the state of the URL, claims due occurrences until none is left, and says which it got; one process of several. */
const [url = "", who = ""] = process.argv.slice(2);
const state = await openState(url);
const mine: string[] = [];
for (;;) {
  const now = await state.now();
  const [next] = await state.rows<{ id: string }>(
    "SELECT id FROM occurrences WHERE state = 'due' AND planned_at <= $1 ORDER BY planned_at, id LIMIT 1",
    [now],
  );
  if (next === undefined) break;
  const claimed = await state.rows<{ id: string }>(
    "UPDATE occurrences SET state = 'claimed', zone = $2, at = $3 WHERE id = $1 AND state = 'due' RETURNING id",
    [next.id, who, now],
  );
  mine.push(...claimed.map(({ id }) => id));
}
await state.close();
process.stdout.write(`${JSON.stringify(mine)}\n`);
