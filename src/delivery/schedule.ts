import { createTask, type ScheduledTask } from "node-cron";

/** A cron that ticks in a zone; node-cron decides the instants, the caller what is due. */
export interface Schedule {
  /** The next instants at which it ticks. */
  next(count: number): Date[];
  stop(): Promise<void>;
}

/**
 * Calls `tick` with each planned instant. A tick that takes long never overlaps the next.
 * @throws Error when the expression is no cron.
 */
export function schedule(
  expression: string,
  zone: string,
  name: string,
  tick: (plannedAt: Date) => Promise<void>,
): Schedule {
  const task: ScheduledTask = createTask(expression, ({ date }) => tick(date), {
    timezone: zone,
    name,
    noOverlap: true,
  });
  void task.start();
  return { next: (count) => task.getNextRuns(count), stop: async () => void (await task.destroy()) };
}

/** The next instants of an expression, without starting anything. */
export function nextInstants(expression: string, zone: string, count: number): Date[] {
  const task = createTask(expression, () => {}, { timezone: zone });
  // A task knows its next runs only while it is started.
  void task.start();
  const instants = task.getNextRuns(count);
  void task.destroy();
  return instants;
}
