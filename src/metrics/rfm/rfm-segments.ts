/** Ways to name customers by their scores: eleven segments (`11`), eight types (`8`), three tiers (`3`), or own thresholds. */
export type RfmScheme = "11" | "8" | "3" | "fixed";

/**
 * Segments by recency score (rows, best first) and by `fm` = half-up mean of frequency and monetary scores
 * (columns, 1 → 5).
 */
const grid: Readonly<Record<number, readonly string[]>> = {
  5: ["New", "Potential loyalist", "Potential loyalist", "Champions", "Champions"],
  4: ["Promising", "Potential loyalist", "Loyal", "Champions", "Champions"],
  3: ["About to sleep", "About to sleep", "Needs attention", "Loyal", "Loyal"],
  2: ["Hibernating", "Hibernating", "At risk", "At risk", "At risk"],
  1: ["Lost", "Lost", "At risk", "Can't lose", "Can't lose"],
};

/** Types of the eight-way model by (recency, frequency) better than the mean; the prefix says whether money is. */
const types: Readonly<Record<string, string>> = { "11": "价值", "10": "发展", "01": "保持", "00": "挽留" };

/** Segment of accounts that bought before, but not in the period. */
export const dormant = "Dormant";

/** Segments of each scheme, most valuable first: the order in which tables show them. */
const elevenSegments = [
  "Champions",
  "Can't lose",
  "At risk",
  "Loyal",
  "Potential loyalist",
  "Needs attention",
  "New",
  "Promising",
  "About to sleep",
  "Hibernating",
  "Lost",
] as const;

export const segmentsOf: Readonly<Record<RfmScheme, readonly string[]>> = {
  "11": elevenSegments,
  fixed: elevenSegments,
  "8": ["重要", "一般"].flatMap((prefix) => ["价值", "保持", "发展", "挽留"].map((type) => prefix + type)),
  "3": ["高价值", "流失风险", "潜力"],
};

/** Segments of customers who are worth much and have gone quiet. */
export const quietSegments: Readonly<Record<RfmScheme, readonly string[]>> = {
  "11": ["Can't lose", "At risk"],
  fixed: ["Can't lose", "At risk"],
  "8": ["重要保持", "重要挽留"],
  "3": ["流失风险"],
};

/** Segments of customers who buy often and much, and still do. */
export const bestSegments: Readonly<Record<RfmScheme, readonly string[]>> = {
  "11": ["Champions", "Loyal"],
  fixed: ["Champions", "Loyal"],
  "8": ["重要价值"],
  "3": ["高价值"],
};

/** Half-up mean of the frequency and monetary scores, 1..5. */
export function frequencyMonetary(frequency: number, monetary: number): number {
  return Math.floor((frequency + monetary + 1) / 2);
}

/**
 * Name of a cell. Under `8` the scores are 1 (better than the mean) or 0 and `fm` is 2·frequency + monetary; under
 * `3` a low recency score (≤ 2) is 流失风险, else fm ≥ 4 is 高价值, else 潜力.
 */
export function segmentOf(scheme: RfmScheme, r: number, fm: number): string {
  if (scheme === "8") return (fm % 2 === 1 ? "重要" : "一般") + (types[`${r}${fm >> 1}`] ?? "");
  if (scheme === "3") return r <= 2 ? "流失风险" : fm >= 4 ? "高价值" : "潜力";
  return grid[r]?.[fm - 1] ?? dormant;
}

const chineseKeys: Readonly<Record<string, string>> = {
  重要价值: "important_value",
  重要保持: "important_keep",
  重要发展: "important_develop",
  重要挽留: "important_win_back",
  一般价值: "general_value",
  一般保持: "general_keep",
  一般发展: "general_develop",
  一般挽留: "general_win_back",
  高价值: "high_value",
  流失风险: "leaving",
  潜力: "potential",
};

/** Key of a segment's name in the message catalogues: `Can't lose` → `cant_lose`. */
export function segmentKey(segment: string): string {
  return chineseKeys[segment] ?? segment.toLowerCase().replace(/'/g, "").replace(/ /g, "_");
}
