import { afterEach, expect, it } from "vitest";
import type { Owner } from "#access/directory.ts";
import { keepSchedule } from "#delivery/schedules.ts";
import type { Figure, JobInput, Said } from "#job.ts";
import correction from "../../jobs/digest-correction.ts";
import { aJob, memory, rehearse } from "./rehearsal.ts";

type Rehearsal = Awaited<ReturnType<typeof rehearse>>;
let stage: Rehearsal | undefined;
afterEach(() => stage?.close());

const lin: Owner = {
  ...{ key: 1, id: "lin", name: "Lin", email: null, slackUserId: null, wecomUserId: null },
  ...{ team: null, managerKey: null, active: true },
};

it("everybody who got what late data moved gets it right once: with the eyes, and in the language, of what they got", async () => {
  const { connection, got } = memory();
  let late = 0;
  // One number of the whole company's, another of Lin's.
  const figuresOf = ({ recipient }: JobInput): Figure[] => {
    const value = (recipient.owner === null ? 100 : 1) + late;
    return [{ key: "orders", label: "Orders", value, text: String(value) }];
  };
  const period = { from: "2026-11-16", to: "2026-11-23" };
  const said = (input: JobInput, figures: Figure[], change: Partial<Said> = {}): Said => ({
    ...{ reply: { headline: `${input.words.locale} ${figures[0]?.text}`, result: {} }, figures, ...change },
  });
  const digest = aJob((input) => [said(input, figuresOf(input))], {
    state: async (input) => ({ period, figures: figuresOf(input as JobInput) }),
  });
  const corrects = {
    ...aJob(() => [], { audience: correction.audience }),
    async run(input: JobInput) {
      const found: Said[] = [];
      for (const saying of await input.earlier(new Date(0))) {
        const { figures } = await saying.again();
        if (figures[0]?.value === saying.figures[0]?.value) continue;
        found.push(said(input, [...figures], { about: saying.id }));
      }
      return found;
    },
  };
  const jobs = { "weekly-digest": digest, "digest-correction": corrects };
  stage = await rehearse({ jobs, connections: { chat: connection } });
  const { parley, time } = stage;
  const plan = (id: string, job: string, cron: string, change: object) =>
    keepSchedule(
      parley.parts.state,
      {
        ...{
          id,
          job,
          options: {},
          ask: null,
          cron,
          zone: "UTC",
          targets: [],
          locale: "en",
          owner: null,
          crmOwner: null,
        },
        ...{ enabled: true, ...change },
      },
      time.now,
    );
  const lins = { owner: "chat:u-lin", crmOwner: "lin" };
  await plan("deliver:#a", "weekly-digest", "0 1 * * *", { targets: ["chat:#a"] });
  await plan("lin's", "weekly-digest", "0 1 * * *", { ...lins, targets: ["chat:u-lin"], locale: "zh" });
  await plan("lin's in #a", "weekly-digest", "0 1 * * *", { ...lins, targets: ["chat:#a"] });
  await plan("standing:digest-correction", "digest-correction", "30 * * * *", { zone: null, locale: null });
  const scheduler = stage.scheduler({
    parts: { ...parley.parts, jobs: new Map(Object.entries(jobs)) },
    rules: { access: "tree", administrators: [], fictional: false },
    directory: { owners: async () => [lin], named: async () => [], known: async () => ({}) },
  });
  const told = async (minutes: number): Promise<string[]> => {
    const before = got.length;
    stage?.pass(minutes);
    await scheduler.tick();
    return got.slice(before).map(({ target, headline }) => `${target} ${headline}`);
  };
  expect((await told(1)).sort()).toEqual(["#a en 1", "#a en 100", "u-lin zh 1"]);
  expect(await told(30)).toEqual([]);
  late = 7;
  expect((await told(60)).sort()).toEqual(["#a en 107", "#a en 8", "u-lin zh 8"]);
  expect(await told(60)).toEqual([]);
});
