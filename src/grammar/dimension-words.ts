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
    "product line",
    "product lines",
    "product group",
    "product groups",
    "品线",
    "产品线",
    "产品类型",
  ],
  product: ["sku", "skus", "item", "items", "单品", "货品"],
  city: ["town", "towns"],
  country: ["nation", "nations"],
  industry: ["vertical", "verticals", "business sector", "sectors", "客户行业"],
  segment: ["customer segment", "customer segments", "customer type", "customer types", "client type", "客户类型"],
  store: ["outlet", "outlets", "branch", "branches", "shops", "店面", "各店"],
  company_size: ["customer size", "size of company", "size of customer", "人数规模", "公司大小"],
  gender: ["male and female", "men and women", "男女"],
  campaign: ["promotion", "promotions", "promo", "促销活动"],
  discount_band: ["discount level", "discount levels", "discount bands", "折扣档", "折扣力度"],
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
    "salespersons",
    "sales person",
    "account executive",
    "account executives",
    "colleague",
    "employee",
    "employees",
    "业务代表",
    "跟进人",
    "员工",
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
  source: ["lead source", "lead sources", "customer source", "acquisition source", "acquisition sources", "获客来源"],
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
