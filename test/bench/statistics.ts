import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { associationRules } from "#metrics/baskets/association-rules.ts";
import { frequentItemsets, type Transactions } from "#metrics/baskets/itemsets.ts";
import { binFeatures, quantileCuts } from "#metrics/classification/feature-bins.ts";
import { TreeBooster } from "#metrics/classification/tree-booster.ts";
import { kMeans } from "#metrics/clusters/k-means.ts";
import { fitBgNbd } from "#metrics/lifetime/bg-nbd-fit.ts";
import { duplicates } from "#metrics/linkage/duplicates.ts";
import { seededRandom } from "#metrics/random.ts";
import { readBaskets } from "./accuracy/basket.ts";
import { readTable, readText } from "./accuracy/table.ts";
import { duplicatedAccounts } from "./duplicated-accounts.ts";
import { type Figure, quantile } from "./figures.ts";

const summary = join(import.meta.dirname, "../metrics/data/cdnow-summary.csv.gz");
/** Public data that are not free enough to keep here. */
const sets = process.env.PARLEY_DATA_SETS ?? "../shared/data";

/** The mathematics alone, beside other software on the same data where it is installed. */
export function statistics(): Figure[] {
  const peers = peersTimes();
  const beside = (what: string, ms: number, peer: string, limit: number | null): Figure[] => [
    { what, value: ms, unit: "ms", limit },
    ...(peers[peer] === undefined
      ? []
      : [{ what: `${what}, ${peer}`, value: peers[peer], unit: "ms" as const, limit: null }]),
  ];
  return [
    ...beside("BG/NBD fit of CDNOW, 2,357 customers", median(bgNbd(), 15), "scipy BFGS", 50),
    ...beside("k-means of 20,000 × 3, k = 5, 50 restarts", median(clusters(), 3), "scikit-learn", null),
    ...beside(
      "boosted trees of 100,000 × 15, 100 trees of depth 4",
      median(trees(), 3),
      "scikit-learn histogram",
      null,
    ),
    { what: "duplicates among 100,000 companies", value: median(companies(), 1), unit: "ms", limit: 10_000 },
    ...baskets("groceries/groceries_arules.csv.gz", "Groceries, support .001, confidence .8", 0.001, 0.8, 100, (file) =>
      readBaskets(readText(file)),
    ),
    ...baskets(
      "retail/online_retail.csv.gz",
      "Online Retail, support .005, confidence .5",
      0.005,
      0.5,
      1_000,
      invoices,
    ),
  ];
}

function median(work: () => unknown, times: number): number {
  work();
  const taken = Array.from({ length: times }, () => {
    const from = performance.now();
    work();
    return performance.now() - from;
  });
  return quantile(taken, 0.5);
}

/** Milliseconds of other software by its name; empty where it is not installed. */
function peersTimes(): Record<string, number | undefined> {
  const file = join(mkdtempSync(join(tmpdir(), "parley-bench-")), "cdnow.csv");
  writeFileSync(file, readText(summary));
  try {
    const said = execFileSync("/usr/bin/python3", [join(import.meta.dirname, "peers.py"), file], { stdio: "pipe" });
    const times = JSON.parse(String(said)) as Record<string, number>;
    return {
      "scipy BFGS": times.bg_nbd,
      "scikit-learn": times.k_means,
      "scikit-learn histogram": times.boosted_trees,
    };
  } catch {
    return {};
  }
}

function bgNbd(): () => unknown {
  const { rows } = readTable(summary);
  const column = (name: string) => Float64Array.from(rows, (row) => Number(row[name]));
  const histories = { x: column("frequency"), tx: column("recency"), T: column("T") };
  return () => fitBgNbd(histories);
}

function clusters(): () => unknown {
  const random = seededRandom(1);
  const points = Float64Array.from({ length: 20_000 * 3 }, () => random() + random() + random());
  return () => kMeans(points, 3, 5);
}

function trees(): () => unknown {
  const random = seededRandom(2);
  const [rows, columns] = [100_000, 15];
  const values = Float64Array.from({ length: rows * columns }, () => random() * 4 - 2);
  const labels = Uint8Array.from({ length: rows }, (_, row) => {
    const [a = 0, b = 0, c = 0] = values.subarray(row * columns, row * columns + 3);
    return Number(random() < 1 / (1 + Math.exp(1 - a * b - c)));
  });
  const everyRow = Uint32Array.from({ length: rows }, (_, row) => row);
  const options = { depth: 4, rate: 0.1, columnsPerTree: columns, ridge: 1, leastWeight: 1, seed: 1 };
  return () => {
    const features = { rows, columns, values };
    const booster = new TreeBooster(binFeatures(features, quantileCuts(features, 63)), labels, everyRow, options);
    for (let tree = 0; tree < 100; tree++) booster.grow();
    return booster.model();
  };
}

function companies(): () => unknown {
  const { columns, rows } = duplicatedAccounts(100_000);
  return () => duplicates({ columns, rows });
}

function baskets(
  path: string,
  what: string,
  support: number,
  confidence: number,
  limit: number,
  read: (file: string) => { transactions: Transactions; names: string[] },
): Figure[] {
  const file = join(sets, path);
  if (!existsSync(file)) return [];
  const { transactions, names } = read(file);
  const work = () => associationRules(frequentItemsets(transactions, support), names, confidence);
  return [{ what: `${what}: itemsets and rules`, value: median(work, 9), unit: "ms", limit }];
}

/** Products of each invoice of a known customer, cancellations and free lines left out. */
function invoices(file: string): { transactions: Transactions; names: string[] } {
  const baskets = new Map<string, Set<string>>();
  for (const row of readTable(file).rows) {
    const { InvoiceNo = "", StockCode = "", Quantity, UnitPrice, CustomerID = "" } = row;
    if (CustomerID === "" || InvoiceNo.startsWith("C") || !(Number(Quantity) > 0 && Number(UnitPrice) > 0)) continue;
    const basket = baskets.get(InvoiceNo) ?? new Set();
    baskets.set(InvoiceNo, basket.add(StockCode));
  }
  const names = [...new Set([...baskets.values()].flatMap((basket) => [...basket]))];
  const rowOf = new Map(names.map((name, row) => [name, row]));
  const items = [...baskets.values()].map((basket) => Int32Array.from(basket, (name) => rowOf.get(name) ?? 0));
  const offsets = Int32Array.from([0, ...items.map((basket) => basket.length)]);
  for (let at = 1; at < offsets.length; at++) offsets[at] = (offsets[at] ?? 0) + (offsets[at - 1] ?? 0);
  const all = new Int32Array(offsets.at(-1) ?? 0);
  items.forEach((basket, at) => void all.set(basket, offsets[at]));
  return { transactions: { items: all, offsets, itemCount: names.length }, names };
}
