/** Retried events come within minutes; this many are remembered. */
const remembered = 10_000;

/** Says of an event's id whether it is the first time that it comes. */
export function createOnce(): (eventId: string) => boolean {
  const seen = new Set<string>();
  return (eventId) => {
    if (seen.has(eventId)) return false;
    seen.add(eventId);
    const [oldest] = seen;
    if (seen.size > remembered && oldest !== undefined) seen.delete(oldest);
    return true;
  };
}
