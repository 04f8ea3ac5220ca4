import type { Dimension } from "#model/dimensions.ts";
import { fold, isBoundary } from "./fold.ts";

export interface DimensionMatch {
  readonly name: string;
  readonly end: number;
}

interface Word {
  readonly text: string;
  readonly name: string;
}

/** Longer words for some dimensions, as one says them in sentences. */
const said: Readonly<Record<string, readonly string[]>> = {
  category: [
    "product category",
    "product categories",
    "product type",
    "product types",
    "产品品类",
    "商品品类",
    "商品类别",
  ],
  product: ["sku", "item", "items", "单品"],
  owner: [
    "sales rep",
    "sales reps",
    "salespeople",
    "account owner",
    "account manager",
    "account managers",
    "seller",
    "sellers",
    "销售人员",
    "销售代表",
    "客户经理",
  ],
  team: ["sales team", "sales teams", "department", "departments", "销售团队", "销售组"],
  age_band: ["age group", "age groups", "generation", "年龄层"],
  channel: [
    "sales channel",
    "sales channels",
    "marketing channel",
    "marketing channels",
    "销售渠道",
    "营销渠道",
    "投放渠道",
  ],
  source: ["lead source", "lead sources", "customer source"],
  stage: ["pipeline stage", "deal stage", "sales stage", "商机阶段", "销售阶段"],
  region: ["sales region", "territory", "territories", "area", "areas", "销售区域", "销售大区"],
  tier: ["membership tier", "member tier", "membership level", "会员级别"],
};

const known = new WeakMap<readonly Dimension[], readonly Word[]>();

/** Every word for every dimension, longest first. */
function wordsOf(dimensions: readonly Dimension[]): readonly Word[] {
  const before = known.get(dimensions);
  if (before !== undefined) return before;
  const words = dimensions.flatMap(({ name, label, aliases }) =>
    [name, name.replaceAll("_", " "), label.en, label.zh, ...aliases, ...(said[name] ?? [])].map((text) => ({
      text: fold(text),
      name,
    })),
  );
  words.sort((a, b) => b.text.length - a.text.length);
  known.set(dimensions, words);
  return words;
}

/** The dimension whose longest word stands at `index` of a folded text; null when none does. */
export function matchDimension(text: string, index: number, dimensions: readonly Dimension[]): DimensionMatch | null {
  for (const word of wordsOf(dimensions)) {
    const end = index + word.text.length;
    if (text.startsWith(word.text, index) && isBoundary(text, end)) return { name: word.name, end };
  }
  return null;
}

/** All words for dimensions, for finding the nearest to a misspelt one. */
export function dimensionWords(dimensions: readonly Dimension[]): string[] {
  return wordsOf(dimensions).map((word) => word.text);
}
