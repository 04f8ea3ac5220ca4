import { openState } from "#store/state.ts";

/** Writes numbered audit rows until it is killed, and says each number once the row is durable. */
const state = await openState(process.argv[2] ?? "");
for (let number = 1; ; number++) {
  await state.run(
    "INSERT INTO audit (id, at, platform, user_id, action, outcome, ms) VALUES ($1, $2, 'test', 'u', 'ask', 'answered', $3)",
    [`row-${number}`, new Date(), number],
  );
  process.stdout.write(`${number}\n`);
}
