import { it } from "vitest";
import { broken, openCoast, weather } from "./storm.ts";

it("x", async () => {
  const coast = await openCoast();
  for (let seed = 1; seed <= 6; seed++) {
    const t = performance.now();
    const end = await weather(seed, coast);
    const by: Record<string, number> = {};
    for (const d of end.deliveries)
      by[`${d.target.slice(0, 5)} ${d.state} ${d.seen}`] =
        (by[`${d.target.slice(0, 5)} ${d.state} ${d.seen}`] ?? 0) + 1;
    console.log(
      seed,
      Math.round(performance.now() - t),
      end.planned,
      end.recorded,
      end.faults,
      end.crashes,
      JSON.stringify(by),
      broken(end),
    );
  }
  await coast.close();
}, 600000);
