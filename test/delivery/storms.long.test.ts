import { expect, it } from "vitest";
import { openCoast } from "./coast.ts";
import { weather } from "./storm.ts";
import { broken, figures, type Weathered } from "./storm-account.ts";

const storms = 200;
/** Storms wait for disks and sockets most of the time: a few at once, each with a Slack of its own. */
const atOnce = 4;

it(`${storms} storms: every occurrence ends truthfully, none lost, none doubled`, {
  timeout: storms * 20_000,
}, async () => {
  const ends: Weathered[] = [];
  let seed = 0;
  const lane = async (): Promise<void> => {
    const coast = await openCoast();
    while (seed < storms) {
      seed += 1;
      const end = await weather(seed, coast);
      expect(broken(end)).toEqual([]);
      ends.push(end);
    }
    await coast.close();
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  const total = figures(ends);
  console.log(JSON.stringify(total, null, 2));
  expect(total).toMatchObject({ storms, lost: 0, sentButNotSeen: 0, doubledUnmarked: 0 });
  // A storm in which nothing goes wrong would prove nothing.
  expect(total.sent).toBeGreaterThan(storms * 10);
  expect(total.unknown).toBeGreaterThan(storms / 4);
  expect(total.failed).toBeGreaterThan(storms / 10);
  expect(Object.keys(total.faults)).toHaveLength(24);
});
