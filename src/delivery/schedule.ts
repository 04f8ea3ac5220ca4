import { createTask, type ScheduledTask, validate } from "node-cron";
import { UserError } from "#errors.ts";

/** A cron that ticks in a zone; node-cron decides the instants, the caller what is due. */
export interface Schedule {
  /** Starts no tick any more, and waits for the one under way. */
  stop(): Promise<void>;
}

function demandCron(expression: string, name: string): void {
  if (validate(expression)) return;
  throw new UserError("configuration", `${name}: "${expression}" is not a cron expression`, {
    hint: "Five fields: minute, hour, day of month, month, day of week, such as 0 9 * * 1.",
  });
}

/**
 * Calls `tick` with each planned instant. A tick that takes long never overlaps the next.
 * @throws UserError `configuration` when the expression is no cron.
 */
export function schedule(
  expression: string,
  zone: string,
  name: string,
  tick: (plannedAt: Date) => Promise<void>,
): Schedule {
  demandCron(expression, name);
  let underway: Promise<void> = Promise.resolve();
  const run = ({ date }: { date: Date }): Promise<void> => {
    underway = tick(date);
    return underway;
  };
  const task: ScheduledTask = createTask(expression, run, { timezone: zone, name, noOverlap: true });
  void task.start();
  return {
    async stop() {
      await task.destroy();
      await underway.catch(() => {});
    },
  };
}

/** The next instants of an expression, without starting anything. */
export function nextInstants(expression: string, zone: string, count: number): Date[] {
  demandCron(expression, "schedule");
  const task = createTask(expression, () => {}, { timezone: zone });
  // A task knows its next runs only while it is started.
  void task.start();
  const instants = task.getNextRuns(count);
  void task.destroy();
  return instants;
}
