/** WeCom repeats within minutes; this many are remembered. */
const remembered = 10_000;

/** Says of an id whether it is the first time that it comes. */
export function createOnce(): (id: string) => boolean {
  const seen = new Set<string>();
  return (id) => {
    if (seen.has(id)) return false;
    seen.add(id);
    const [oldest] = seen;
    if (seen.size > remembered && oldest !== undefined) seen.delete(oldest);
    return true;
  };
}
