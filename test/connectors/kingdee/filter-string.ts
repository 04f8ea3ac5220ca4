type Row = Readonly<Record<string, unknown>>;
type Test = (row: Row) => boolean;

/**
 * A FilterString as the general query understands it: comparisons, `is null`, `and`, `or`, parentheses. Throws for a field
 * that the form does not have and for what is no condition.
 */
export function parseFilter(text: string, has: (field: string) => boolean): Test {
  const tokens = text.match(/\(|\)|>=|<=|<>|=|>|<|'(?:[^']|'')*'|[\w.]+/g) ?? [];
  let at = 0;
  const next = (): string => tokens[at++] ?? "";
  const ahead = (word: string): boolean => tokens[at]?.toLowerCase() === word;

  function joined(word: string, inner: () => Test): Test[] {
    const tests = [inner()];
    while (ahead(word)) {
      at += 1;
      tests.push(inner());
    }
    return tests;
  }
  function either(): Test {
    const tests = joined("or", both);
    return (row) => tests.some((test) => test(row));
  }
  function both(): Test {
    const tests = joined("and", condition);
    return (row) => tests.every((test) => test(row));
  }
  function condition(): Test {
    if (ahead("(")) {
      at += 1;
      const test = either();
      if (next() !== ")") throw new Error("a parenthesis is not closed");
      return test;
    }
    const field = next();
    if (!has(field)) throw new Error(field);
    if (ahead("is")) {
      at += 1;
      const negated = ahead("not");
      if (negated) at += 1;
      if (next().toLowerCase() !== "null") throw new Error("expected null");
      return (row) => ((row[field] ?? null) === null) !== negated;
    }
    const operator = next();
    const value = next();
    return (row) => compared(row[field], operator, value.startsWith("'") ? value.slice(1, -1) : Number(value));
  }
  if (tokens.length === 0) return () => true;
  const test = either();
  if (at < tokens.length) throw new Error(tokens[at]);
  return test;
}

function compared(value: unknown, operator: string, other: string | number): boolean {
  if (value === null || value === undefined) return false;
  const own = typeof other === "number" ? Number(value) : String(value).replace(/^(\d{4}-\d\d-\d\d)T/, "$1 ");
  if (operator === "=") return own === other;
  if (operator === ">") return own > other;
  if (operator === "<") return own < other;
  if (operator === ">=") return own >= other;
  throw new Error(operator);
}
