import type { State } from "#store.ts";
import type { SlackServer } from "../platforms/slack/slack-server.ts";

/** When and where a storm takes place, and the instants that its clocks show for the second time. */
export interface Season {
  readonly name: string;
  readonly start: string;
  readonly zone: string;
  readonly repeated: { readonly from: string; readonly to: string } | null;
}

const seasons: readonly Season[] = [
  { name: "a working day", start: "2026-10-19T07:50:00Z", zone: "UTC", repeated: null },
  { name: "clocks go on", start: "2026-03-28T23:50:00Z", zone: "Europe/Berlin", repeated: null },
  {
    ...{ name: "clocks go back", start: "2026-10-24T23:50:00Z", zone: "Europe/Berlin" },
    // 02:00 to 03:00 comes twice, from 00:00 and from 01:00 UTC: it runs the first time.
    repeated: { from: "2026-10-25T01:00:00Z", to: "2026-10-25T02:00:00Z" },
  },
];

/** Every fourth storm is in a night when clocks go on, every fourth when they go back. */
export const seasonOf = (seed: number): Season => seasons[[0, 1, 0, 2][seed % 4] ?? 0] as Season;

/** How a storm ended: what the ledger says of every delivery, beside how often people saw it. */
export interface Weathered {
  readonly seed: number;
  readonly season: string;
  /** Instants that should have come, and those that the ledger has, in order. */
  readonly planned: readonly string[];
  readonly recorded: readonly string[];
  readonly occurrences: readonly string[];
  readonly deliveries: readonly { readonly target: string; readonly state: string; readonly seen: number }[];
  /** How often each kind of fault was sent. */
  readonly faults: Readonly<Record<string, number>>;
  /** Deliveries that took more than one try, and tries that were found by looking. */
  readonly retried: number;
  readonly found: number;
}

/** Every minute of UTC that is a multiple of `minutes`, without those that clocks show for the second time. */
function instantsBetween({ start, repeated }: Season, until: Date, minutes: number): string[] {
  const step = minutes * 60_000;
  const found: string[] = [];
  for (let at = Math.ceil(new Date(start).getTime() / step) * step; at <= until.getTime(); at += step) {
    const again = repeated !== null && at >= Date.parse(repeated.from) && at < Date.parse(repeated.to);
    if (!again) found.push(new Date(at).toISOString());
  }
  return found;
}

/** Compares the ledger with what is to be seen on the platforms. */
export async function account(
  about: Pick<Weathered, "seed" | "faults" | "retried" | "found"> & {
    readonly mark: string;
    readonly season: Season;
    readonly state: State;
    readonly server: SlackServer;
    /** What the WeCom group saw. */
    readonly group: readonly string[];
  },
): Promise<Weathered> {
  const { mark, season, state, server, group, seed, faults, retried, found } = about;
  const rows = await state.rows<{ target: string; state: string; planned_at: Date }>(
    `SELECT d.target AS target, d.state AS state, o.planned_at AS planned_at
     FROM deliveries d JOIN occurrences o ON o.id = d.occurrence ORDER BY o.planned_at, d.target`,
  );
  const occurrences = await state.rows<{ state: string; planned_at: Date }>(
    "SELECT state, planned_at FROM occurrences ORDER BY planned_at",
  );
  const plans = await state.rows<{ cron: string; planned_until: Date }>("SELECT cron, planned_until FROM schedules");
  const planned = plans.flatMap(({ cron, planned_until: until }) =>
    instantsBetween(season, new Date(until), cron.startsWith("0 ") ? 60 : 20),
  );
  const seenAt = (target: string, at: Date): number => {
    const text = `${mark} ${new Date(at).toISOString()}`;
    if (target === "wecom:#group") return group.filter((one) => one.includes(text)).length;
    const channel = server.channel(target.replace("slack:#", ""));
    return server.board.messages.filter((one) => one.channel === channel && one.text.includes(text)).length;
  };
  return {
    ...{ seed, season: season.name, faults, retried, found },
    planned: planned.sort(),
    recorded: occurrences.map(({ planned_at: at }) => new Date(at).toISOString()),
    occurrences: occurrences.map((one) => one.state),
    deliveries: rows.map(({ target, state: said, planned_at: at }) => ({
      target,
      state: said,
      seen: seenAt(target, at),
    })),
  };
}

/** What is untrue in how a storm ended; empty when the promise was kept. */
export function broken({ seed, planned, recorded, occurrences, deliveries }: Weathered): string[] {
  const open = ["planned", "open"];
  const under = ["pending", "ready", "sending", "looking"];
  const differs = planned.join() !== recorded.join();
  return [
    ...(differs ? [`seed ${seed}: planned ${planned.join(" ")}, recorded ${recorded.join(" ")}`] : []),
    ...occurrences
      .filter((state) => open.includes(state))
      .map((state) => `seed ${seed}: an occurrence is still ${state}`),
    ...deliveries.flatMap(({ target, state, seen }) => {
      const told = `seed ${seed}: ${target} is ${state} and was seen ${seen} times`;
      if (under.includes(state)) return [told];
      if (state === "sent") return seen === 1 ? [] : [told];
      if (state === "unknown") return seen <= 1 ? [] : [told];
      return seen === 0 ? [] : [told];
    }),
  ];
}

/** What many storms came to, for the record. */
export function figures(storms: readonly Weathered[]) {
  const deliveries = storms.flatMap((storm) => storm.deliveries);
  const sum = (of: (storm: Weathered) => number): number => storms.reduce((total, storm) => total + of(storm), 0);
  const being = (state: string): number => deliveries.filter((one) => one.state === state).length;
  const faults: Record<string, number> = {};
  for (const storm of storms) {
    for (const [kind, times] of Object.entries(storm.faults)) faults[kind] = (faults[kind] ?? 0) + times;
  }
  return {
    storms: storms.length,
    seasons: Object.fromEntries(
      seasons.map(({ name }) => [name, storms.filter(({ season }) => season === name).length]),
    ),
    faults: Object.fromEntries(Object.entries(faults).sort(([a], [b]) => a.localeCompare(b))),
    occurrences: sum(({ recorded }) => recorded.length),
    missed: sum(({ occurrences }) => occurrences.filter((state) => state === "missed").length),
    deliveries: deliveries.length,
    ...{ sent: being("sent"), failed: being("failed"), unknown: being("unknown"), skipped: being("skipped") },
    retried: sum(({ retried }) => retried),
    found: sum(({ found }) => found),
    lost: sum(({ planned, recorded }) => planned.filter((at) => !recorded.includes(at)).length),
    sentButNotSeen: deliveries.filter(({ state, seen }) => state === "sent" && seen === 0).length,
    doubledAndUnknown: deliveries.filter(({ state, seen }) => state === "unknown" && seen > 1).length,
    doubledUnmarked: deliveries.filter(({ state, seen }) => state !== "unknown" && seen > 1).length,
  };
}
