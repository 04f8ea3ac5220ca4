import type { Calendar, Day } from "./calendar.ts";
import type { View } from "./store.ts";
import type { Compute } from "./task.ts";

/**
 * What is learned from the whole company's data and used to answer anybody: a fitted model, scores by account key. One
 * file in `src/learned/`. It is learned once per state of the data; whoever uses scores by account shows only accounts
 * that the asker's own view shows.
 */
export interface Lesson<Parameters, Value> {
  /** Its file's name. */
  readonly name: string;
  /** What most questions ask with: learned ahead, after a start and after a load, so that nobody waits for it. */
  readonly usual: Parameters;
  learn(input: LessonInput, parameters: Parameters): Promise<Value>;
}

export interface LessonInput {
  /** All rows of the company, personal data as they are: nothing of it but the lesson's value leaves `learn`. */
  readonly view: View;
  readonly calendar: Calendar;
  readonly compute: Compute;
  /** Last business day that counts. */
  readonly asOf: Day;
  readonly now: Date;
}

/** A lesson's value, and when it was learned; `renewing` when the data have changed since and it is being learned anew. */
export interface Learned<Value> {
  readonly value: Value;
  readonly learnedAt: Date;
  readonly renewing: boolean;
}

/**
 * The value as learned from the data as they are, or, when they have changed since, the last one at once while a new
 * one is learned in the background. Rejects with what `learn` threw.
 */
export type Recall = <Parameters, Value>(
  lesson: Lesson<Parameters, Value>,
  asOf: Day,
  parameters: Parameters,
) => Promise<Learned<Value>>;

/** Types a lesson; adds nothing. */
export function defineLesson<Parameters, Value>(lesson: Lesson<Parameters, Value>): Lesson<Parameters, Value> {
  return lesson;
}
