import type { Asked, Outcome, Parts } from "#dispatch.ts";
import type { Job, OpenedCase } from "#job.ts";
import type { Choices } from "#office.ts";
import type { Platform } from "#platform.ts";
import type { AddressParts } from "./addressees.ts";
import type { WorkingDays } from "./working-time.ts";

/** All that delivering needs; assembled once at start. */
export interface Workroom extends AddressParts {
  readonly parts: Parts;
  readonly dispatch: (asked: Asked) => Promise<Outcome>;
  readonly jobs: ReadonlyMap<string, Job>;
  readonly platforms: ReadonlyMap<string, Pick<Platform, "title" | "capabilities">>;
  /** The clock by which claims of several processes are judged: the state's own. */
  readonly now: () => Promise<Date>;
  /** Distinguishes processes that share a state. */
  readonly holder: string;
  readonly random: () => number;
  /** Resolves after so many milliseconds. */
  readonly sleep: (ms: number) => Promise<void>;
  readonly habits: (platform: string, userId: string) => Choices;
  /** Times at which jobs run, where the configuration says others than their own. */
  readonly crons: Readonly<Record<string, string>>;
  /** Zones that people chose. */
  readonly zones: () => Promise<readonly string[]>;
  /** Hours at which nobody is interrupted unless they chose others. */
  readonly quiet: { readonly from: string; readonly to: string } | null;
  readonly workingDays: (zone: string) => WorkingDays;
  /** Opens a case in the transaction that says its ping was sent, or was held out. */
  readonly openCase: (
    opened: OpenedCase,
    about: { readonly owner: string | null; readonly band: number; readonly atStake: number; readonly at: Date },
  ) => Promise<void>;
  /** Most pings a person a day, unless they chose another number. */
  readonly mostPings: number;
  /** Milliseconds after which a try to send counts as lost. */
  readonly sendTimeoutMs: number;
}

/** Stands in place of a job for a command that somebody subscribed to. */
export const subscribed = "question";

/** Zone in which somebody lives: what they chose, else the company's. */
export function zoneOf(target: string, { parts, habits }: Pick<Workroom, "parts" | "habits">): string {
  const colon = target.indexOf(":");
  return habits(target.slice(0, colon), target.slice(colon + 1)).zone ?? parts.calendar.zone;
}
