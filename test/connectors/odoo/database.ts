import { models } from "./models.ts";

export type StubRow = { readonly id: number } & Readonly<Record<string, unknown>>;

/**
 * What an Odoo database holds, with a clock of its own. `write_date` is kept to the microsecond, as its PostgreSQL does;
 * whoever asks is told whole seconds.
 */
export function createDatabase(start: Date) {
  const tables = new Map(Object.keys(models).map((model) => [model, new Map<number, StubRow>()]));
  let clock = start.getTime();
  let writes = 0;
  let last = 0;
  const rows = (model: string): Map<number, StubRow> => tables.get(model) ?? new Map();

  /** A little later with every write, within the same second. */
  const stamp = (at: number): string => {
    writes += 1;
    const micros = String((at % 1000) * 1000 + (writes % 1000)).padStart(6, "0");
    return `${plain(at)}.${micros}`;
  };

  return {
    now: () => clock,
    pass(ms: number) {
      clock += ms;
    },
    all: (model: string) => [...rows(model).values()].sort((a, b) => a.id - b.id),
    get: (model: string, id: number) => rows(model).get(id),
    /** Adds a record, or writes one that is there; an absent clock time is the present. */
    write(model: string, id: number | null, values: Readonly<Record<string, unknown>>, at = clock): number {
      last = Math.max(last, id ?? 0);
      const own = id ?? ++last;
      const before = rows(model).get(own) ?? { create_date: stamp(at), active: true };
      rows(model).set(own, { ...before, ...values, id: own, write_date: stamp(at) });
      return own;
    },
    remove: (model: string, id: number) => void rows(model).delete(id),
    /** Does a record satisfy a domain in prefix notation? */
    matches: (model: string, row: StubRow, domain: readonly unknown[]) => satisfies(rows, model, row, domain),
  };
}

export type StubDatabase = ReturnType<typeof createDatabase>;

/** An instant as Odoo writes it. */
export function plain(at: number): string {
  return new Date(at).toISOString().slice(0, 19).replace("T", " ");
}

type Rows = (model: string) => ReadonlyMap<number, StubRow>;

function satisfies(rows: Rows, model: string, row: StubRow, domain: readonly unknown[]): boolean {
  const stack: boolean[] = [];
  for (const term of [...domain].reverse()) {
    if (term === "!") stack.push(!stack.pop());
    else if (term === "&" || term === "|") {
      const [a, b] = [stack.pop() ?? false, stack.pop() ?? false];
      stack.push(term === "&" ? a && b : a || b);
    } else stack.push(holds(rows, model, row, term as [string, string, unknown]));
  }
  return stack.every(Boolean);
}

function holds(rows: Rows, model: string, row: StubRow, [path, operator, wanted]: [string, string, unknown]): boolean {
  const [field = "", ...others] = path.split(".");
  const known = models[model]?.[field];
  if (known === undefined) throw new Error(`Invalid field ${model}.${field} in condition`);
  if (others.length > 0) {
    const next = rows(known.to ?? "").get(Number(row[field]));
    return next !== undefined && holds(rows, known.to ?? "", next, [others.join("."), operator, wanted]);
  }
  const value = row[field] ?? false;
  if (operator === "=") return value === wanted;
  if (operator === "!=") return value !== wanted;
  if (operator === "in") return (wanted as unknown[]).includes(value);
  if (value === false) return false;
  const [a, b] = [value as string, wanted as string];
  if (operator === ">") return a > b;
  if (operator === ">=") return a >= b;
  if (operator === "<") return a < b;
  throw new Error(`Invalid operator ${operator}`);
}
