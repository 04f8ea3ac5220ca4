import { describe, expect, it } from "vitest";
import { type Duplicates, duplicates } from "#metrics/linkage/duplicates.ts";
import { type Random, seededRandom } from "#metrics/random.ts";

interface Person {
  readonly truth: number;
  readonly given: string;
  readonly family: string;
  readonly born: string;
  readonly street: string;
  readonly town: string;
  readonly postcode: string;
}

const columns = ["given", "family", "born", "street", "town", "postcode"];
const syllables = ["ma", "ri", "to", "len", "ka", "bru", "sin", "dor", "vel", "ha", "pe", "gus", "ni", "lo", "ter"];

function pick<Value>(random: Random, values: readonly Value[]): Value {
  return values[Math.floor(random() * values.length)] as Value;
}

function word(random: Random, length: number): string {
  return Array.from({ length }, () => pick(random, syllables)).join("");
}

function misspelt(random: Random, text: string): string {
  const at = Math.floor(random() * text.length);
  const letter = pick(random, [...(/^\d+$/.test(text) ? "0123456789" : "aeioustr")]);
  return text.slice(0, at) + (random() < 0.5 ? letter : "") + text.slice(at + 1);
}

/** People in `towns`, in households of up to `household`, of whom `again` are entered twice, with mistakes. */
function people({ count = 300, again = 60, household = 1, towns = 30, seed = 1 } = {}): Person[] {
  const random = seededRandom(seed);
  const places = Array.from({ length: towns }, (_, at) => ({ town: word(random, 3), postcode: `${2000 + 37 * at}` }));
  const list: Person[] = [];
  while (list.length < count) {
    const home = {
      ...pick(random, places),
      street: `${1 + Math.floor(random() * 200)} ${word(random, 2)} street`,
      family: word(random, 2),
    };
    for (let member = 0; member < household && list.length < count; member++) {
      const born = `${1930 + Math.floor(random() * 75)}${10 + Math.floor(random() * 3)}${10 + Math.floor(random() * 19)}`;
      list.push({ truth: list.length, given: word(random, 2), born, ...home });
    }
  }
  const doubled = list.slice(0, again).map((person) => {
    const copy: Record<string, string> = Object.fromEntries(
      columns.map((column) => [column, person[column as "town"]]),
    );
    for (let mistake = 0; mistake < 2; mistake++) {
      const column = pick(random, columns);
      copy[column] = random() < 0.3 ? "" : misspelt(random, copy[column] || "x");
    }
    if (random() < 0.1) [copy.given, copy.family] = [copy.family ?? "", copy.given ?? ""];
    return { ...person, ...copy };
  });
  return [...list, ...doubled];
}

function texts(list: readonly Person[]): Record<string, string>[] {
  return list.map((person) => Object.fromEntries(columns.map((column) => [column, person[column as "town"]])));
}

function quality({ pairs }: Duplicates, list: readonly Person[], trueCount = 60) {
  const right = pairs.filter(({ a, b }) => list[a]?.truth === list[b]?.truth).length;
  return { precision: right / Math.max(1, pairs.length), recall: right / trueCount };
}

describe("duplicates", () => {
  it("finds people entered twice with mistakes", () => {
    const list = people();
    const { precision, recall } = quality(duplicates({ columns, rows: texts(list) }), list);
    expect(precision).toBeGreaterThan(0.98);
    expect(recall).toBeGreaterThan(0.95);
  });

  it("keeps members of a household apart", () => {
    const list = people({ household: 4 });
    const { precision, recall } = quality(duplicates({ columns, rows: texts(list) }), list);
    expect(precision).toBeGreaterThan(0.95);
    expect(recall).toBeGreaterThan(0.9);
  });

  it("finds nothing where nothing is twice", () => {
    const list = people({ again: 0, count: 400 });
    expect(duplicates({ columns, rows: texts(list) }).pairs.length).toBeLessThan(3);
  });

  it("links two tables across only", () => {
    const list = people();
    const found = duplicates({ columns, rows: texts(list.slice(0, 300)), other: texts(list.slice(300)) });
    const { precision, recall } = quality(found, list);
    expect(found.pairs.every(({ a, b }) => a < 300 && b >= 300)).toBe(true);
    expect(precision).toBeGreaterThan(0.98);
    expect(recall).toBeGreaterThan(0.95);
  });

  it("finds Chinese firms under a shorter name", () => {
    const random = seededRandom(3);
    const brand = () => pick(random, [..."华星天宇鼎恒瑞信德嘉"]) + pick(random, [..."科达远通创联和丰隆源"]);
    const firm = () => ({
      name: `${brand()}${brand()}${pick(random, ["科技", "贸易", "食品", "机械"])}`,
      phone: `1${String(Math.floor(random() * 1e10)).padStart(10, "0")}`,
    });
    const firms = Array.from({ length: 120 }, firm);
    const again = firms.slice(0, 40).map(({ name, phone }) => ({ name: `北京${name}`, phone: `+86 ${phone}` }));
    const rows = [...firms.map(({ name, phone }) => ({ name: `${name}有限公司`, phone })), ...again];
    const { clusters } = duplicates({ columns: ["name", "phone"], rows });
    expect(clusters.map(({ members }) => members)).toEqual(again.map((_, at) => [at, 120 + at]));
  });

  it("gives evidence by column and plain data", () => {
    const row = { name: "华星科技有限公司", phone: "13800138000" };
    const random = seededRandom(5);
    const far = Array.from({ length: 60 }, () => ({
      name: word(random, 3),
      phone: String(Math.floor(random() * 1e10)),
    }));
    const found = duplicates({ columns: ["name", "phone"], rows: [row, ...far, { ...row, name: "华星科技" }] });
    expect(found.clusters.map(({ members }) => members)).toEqual([[0, 61]]);
    expect(found.pairs.map(({ evidence }) => evidence)).toEqual([{ name: "same", phone: "same" }]);
    expect(structuredClone(found)).toEqual(found);
  });

  it("looks at the columns named, and says the same twice", () => {
    const list = people({ count: 100, again: 20 });
    const tell = list.map(({ truth }, at) => ({ ...texts(list)[at], truth: `${truth}` }));
    expect(duplicates({ columns, rows: tell })).toEqual(duplicates({ columns, rows: texts(list) }));
  });

  it("lists equal names on their own evidence where there is one column, or too little for a model", () => {
    const random = seededRandom(7);
    const names = Array.from({ length: 300 }, () => word(random, 6));
    const rows = [...names, `${names[3]?.toUpperCase()} Ltd`, names[9]].map((name) => ({ name }));
    const { clusters } = duplicates({ columns: ["name"], rows });
    expect(clusters.map(({ members }) => members)).toEqual([
      [3, 300],
      [9, 301],
    ]);
    const few = ["Acme Ltd", "ACME", "Bolt"].map((name, at) => ({ name, city: at < 2 ? "Leeds" : "York" }));
    expect(duplicates({ columns: ["name", "city"], rows: few }).clusters.map(({ members }) => members)).toEqual([
      [0, 1],
    ]);
    const apart = few.map((row, at) => ({ ...row, city: ["Leeds", "Bath", "York"][at] }));
    expect(duplicates({ columns: ["name", "city"], rows: apart }).pairs).toEqual([]);
    const towns = Array.from({ length: 200 }, (_, at) => ({ town: ["York", "Leeds", "Bath"][at % 3] }));
    expect(duplicates({ columns: ["town"], rows: towns }).pairs).toEqual([]);
  });

  it("has no evidence without values, and refuses fewer than two records", () => {
    expect(duplicates({ columns: ["name"], rows: [{ name: "" }, { name: null }] }).pairs).toEqual([]);
    expect(() => duplicates({ columns: ["name"], rows: [{ name: "a" }] })).toThrow(
      "duplicates requires at least 2 records",
    );
  });
});
