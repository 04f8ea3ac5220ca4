/** A record of an outside system. */
export interface StubRecord {
  readonly id: string;
  /** Milliseconds since 1970 by the source's clock. */
  readonly modified: number;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** What an outside system holds, by the name of its object, with a clock of its own. */
export interface StubRecords {
  now(): number;
  /** Moves the clock on. */
  pass(ms: number): void;
  /** Adds a record, or changes fields of one that is there; at the present, unless said. */
  put(object: string, id: string, fields: Readonly<Record<string, unknown>>, modified?: number): void;
  remove(object: string, id: string): void;
  all(object: string): readonly StubRecord[];
  /** Changed within `[from, to)` and with an id after the given one, by id, at most so many. */
  changed(
    object: string,
    range: { readonly from: number | null; readonly to: number; readonly after?: string; readonly most?: number },
  ): readonly StubRecord[];
  /** Ids removed since, and when. */
  removed(object: string, since: number): readonly { readonly id: string; readonly at: number }[];
}

export function createRecords(start: Date): StubRecords {
  let clock = start.getTime();
  const objects = new Map<string, Map<string, StubRecord>>();
  const tombs = new Map<string, { id: string; at: number }[]>();
  const of = (object: string): Map<string, StubRecord> => {
    const known = objects.get(object) ?? new Map<string, StubRecord>();
    objects.set(object, known);
    return known;
  };
  const all = (object: string): StubRecord[] => [...of(object).values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  return {
    now: () => clock,
    pass(ms) {
      clock += ms;
    },
    put(object, id, fields, modified = clock) {
      of(object).set(id, { id, modified, fields: { ...of(object).get(id)?.fields, ...fields } });
    },
    remove(object, id) {
      of(object).delete(id);
      tombs.set(object, [...(tombs.get(object) ?? []), { id, at: clock }]);
    },
    all,
    changed: (object, { from, to, after = "", most = Number.POSITIVE_INFINITY }) =>
      all(object)
        .filter(({ id, modified }) => id > after && modified < to && (from === null || modified >= from))
        .slice(0, most),
    removed: (object, since) => (tombs.get(object) ?? []).filter(({ at }) => at >= since),
  };
}
