/** A set that forgets its oldest members beyond `most`. */
export function createRecently(most: number): {
  add(name: string): void;
  has(name: string): boolean;
  remove(name: string): void;
  all(): readonly string[];
} {
  const names = new Set<string>();
  return {
    add(name) {
      names.delete(name);
      names.add(name);
      const [oldest] = names;
      if (names.size > most && oldest !== undefined) names.delete(oldest);
    },
    has: (name) => names.has(name),
    remove: (name) => void names.delete(name),
    all: () => [...names],
  };
}
