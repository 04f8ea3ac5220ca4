import { AsyncLocalStorage } from "node:async_hooks";

/** Something that waits in a line for its turn. */
export interface Waiting {
  /** Does a person wait for it? */
  readonly urgent: boolean;
}

const patience = new AsyncLocalStorage<true>();

/** Does all that `work` asks for, of whatever keeps a line, when no person waits there. */
export function patiently<T>(work: () => Promise<T>): Promise<T> {
  return patience.run(true, work);
}

/** Does a person wait for what is being done? */
export const isUrgent = (): boolean => patience.getStore() === undefined;

/** Joins a line: behind those as urgent, before those that are less. O(line). */
export function joinLine<One extends Waiting>(line: One[], one: One): void {
  const at = one.urgent ? line.findIndex(({ urgent }) => !urgent) : -1;
  line.splice(at < 0 ? line.length : at, 0, one);
}
