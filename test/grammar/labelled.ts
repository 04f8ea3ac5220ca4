import { readdirSync, readFileSync } from "node:fs";
import type { Asker } from "#access/asker.ts";
import { administrator } from "#access/asker.ts";
import { comprehend } from "#answering/comprehend.ts";
import { UserError } from "#errors.ts";
import { alertText, readAlert } from "#grammar/alert-words.ts";
import { Ambiguity } from "#grammar/ambiguity.ts";
import { readCadence } from "#grammar/cadence.ts";
import { seededRandom } from "#metrics/random.ts";
import type { Parley } from "#parley.ts";
import type { Question } from "#question.ts";
import { indicatorMeant } from "#wording/indicator-choice.ts";
import { demoNow } from "../demo-company.ts";

/** Something that somebody says, and what it means. */
export interface Utterance {
  readonly text: string;
  /** The question asked before it in the same conversation. */
  readonly previous?: string;
  /** Name of the owner who asks; somebody who may see everything when absent. */
  readonly as?: string;
  /** A question in any spelling; `ask` for choices offered, `out` for a refusal. Any of several will do. */
  readonly want: string | readonly string[];
}

export interface Verdict {
  readonly utterance: Utterance;
  /** Understood as wanted, asked back where an answer was wanted, or answered something else without asking. */
  readonly verdict: "right" | "asked" | "wrong";
  /** What came of it, to be read. */
  readonly came: string;
}

const folder = new URL("./utterances/", import.meta.url);

function read(names: readonly string[]): Utterance[] {
  return names.flatMap((name) => JSON.parse(readFileSync(new URL(name, folder), "utf8")) as Utterance[]);
}

function files(): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort();
}

const halved = (name: string) => !/-(?:tune|held)\.json$/.test(name);

/** The whole set, in the order of its files. */
export function readUtterances(): Utterance[] {
  return read(files());
}

/**
 * One half to learn from, and one that nobody looks at but for its totals: each file is divided by a fixed seed, but for
 * those whose name says which they belong to (`…-tune.json`, `…-held.json`).
 */
export function halves(): { tune: Utterance[]; held: Utterance[] } {
  const random = seededRandom(20_261_122);
  const names = files();
  const all = read(names.filter(halved));
  const drawn = all.map((utterance) => ({ utterance, at: random() })).sort((a, b) => a.at - b.at);
  const middle = Math.ceil(all.length / 2);
  const [first, second] = [drawn.slice(0, middle), drawn.slice(middle)].map((half) => half.map((one) => one.utterance));
  return {
    tune: [...(first ?? []), ...read(names.filter((name) => name.endsWith("-tune.json")))],
    held: [...(second ?? []), ...read(names.filter((name) => name.endsWith("-held.json")))],
  };
}

/** Somebody who may see everything, and has customers and a team of their own. */
async function askerOf(name: string | undefined, parley: Parley): Promise<Asker> {
  const owner = (await parley.directory.owners()).find((one) => one.name === (name ?? "韩伟"));
  if (owner === undefined) throw new Error(`nobody is called ${name}`);
  if (name === undefined) return { ...administrator, owner };
  return { owner, role: "representative", owners: [owner.key], people: 1 };
}

export async function say(text: string, previous: string | undefined, asker: Asker, parley: Parley): Promise<Question> {
  const locale = /\p{Script=Han}/u.test(text) ? "zh" : "en";
  const said = { text, locale, previous: async () => previous } as const;
  const moment = { now: demoNow, deadline: AbortSignal.timeout(30_000) };
  return comprehend(said, asker, moment, { ...parley.parts, calendar: parley.parts.calendar });
}

/** What a command tells apart when nothing is said: asking for that changes no answer. */
const usual: Readonly<Record<string, string>> = { campaign: "campaign", team: "owner" };

/** What makes two questions the same: an answer differs only if one of these does. */
function meaning(question: Question, parley: Parley): string {
  const { command, period, comparison, by, filters, top, options, export: format } = question;
  let subject = question.subject?.toLowerCase() ?? null;
  if (command === "why" || command === "forecast") {
    const { parts } = parley;
    try {
      subject = indicatorMeant(subject ?? "revenue", parts.indicators, parts.speak("en")).id;
    } catch {
      subject = `unknown ${subject}`;
    }
  }
  if (command === "alert" && subject !== null) {
    const alert = readAlert(subject);
    if (alert.kind !== null) {
      const { id: metric } = indicatorMeant(alert.metric, parley.parts.indicators, parley.parts.speak("en"));
      subject = alertText({ ...alert, metric });
    }
  }
  const sets = filters.map(({ dimension, values }) => `${dimension}=${[...values].sort().join()}`).sort();
  // These are told apart so anyway.
  const apart = by.filter((name) => usual[command] !== name).sort();
  const dates = period === null ? null : [period.from, period.to];
  return JSON.stringify({ command, subject, dates, comparison, by: apart, sets, top, options, format });
}

/** What makes two questions the same; two that are asked again and again by what is asked, and when. */
async function meaningOf(question: Question, asker: Asker, parley: Parley): Promise<string> {
  const cadence = question.command === "subscribe" ? readCadence(question.subject ?? "") : null;
  if (cadence === null) return meaning(question, parley);
  return cadence.cron + meaning(await say(cadence.rest, undefined, asker, parley), parley);
}

/** Whole commands that a refusal offers. */
export function choicesOf(error: UserError): readonly string[] {
  if (error instanceof Ambiguity) return error.choices;
  return (error.hint ?? "").split("\n").filter((line) => line.startsWith("/"));
}

export async function judge(utterance: Utterance, parley: Parley): Promise<Verdict> {
  const asker = await askerOf(utterance.as, parley);
  const wanted = [utterance.want].flat();
  const came = await say(utterance.text, utterance.previous, asker, parley).catch((error: unknown) => {
    if (error instanceof UserError) return error;
    throw error;
  });
  if (came instanceof UserError) {
    const offers = choicesOf(came).length > 0 || came.code === "subject_missing";
    const right = wanted.includes("out") || (wanted.includes("ask") && offers);
    return { utterance, verdict: right ? "right" : "asked", came: `${came.code} ${choicesOf(came).join(" | ")}` };
  }
  const meant = await meaningOf(came, asker, parley);
  for (const want of wanted.filter((each) => each.startsWith("/"))) {
    const question = await say(want, undefined, asker, parley);
    if ((await meaningOf(question, asker, parley)) === meant) return { utterance, verdict: "right", came: came.text };
  }
  return { utterance, verdict: "wrong", came: came.text };
}

/** Shares of a set that were understood as labelled, and answered otherwise without asking; all three are printed. */
export async function shares(
  set: readonly Utterance[],
  name: string,
  parley: Parley,
): Promise<{ right: number; wrong: number }> {
  const verdicts: string[] = [];
  for (const utterance of set) verdicts.push((await judge(utterance, parley)).verdict);
  const share = (verdict: string) => verdicts.filter((one) => one === verdict).length / set.length;
  const [right, asked, wrong] = ["right", "asked", "wrong"].map(share) as [number, number, number];
  const figures = [right, asked, wrong].map((figure) => figure.toFixed(3));
  console.info(`${name}: ${set.length} utterances, right ${figures[0]}, asked back ${figures[1]}, wrong ${figures[2]}`);
  return { right, wrong };
}
