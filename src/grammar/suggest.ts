import { type Asked, applicable, exampleOf, type GrammarContext } from "./context.ts";
import { quote } from "./format.ts";
import { optionWords } from "./options.ts";
import type { Claim, Comparison } from "./parts.ts";
import { isAhead } from "./span.ts";

const compared: Readonly<Record<Comparison, { readonly en: string; readonly zh: string }>> = {
  prev: { en: "vs prev", zh: "环比" },
  yoy: { en: "vs yoy", zh: "同比" },
  target: { en: "vs target", zh: "较目标" },
  none: { en: "vs none", zh: "不对比" },
};

interface Setting {
  readonly command: Asked;
  readonly context: GrammarContext;
  readonly dimensions: ReadonlySet<string>;
}

/** Does the claim name only what the command can be grouped and filtered by? */
function fits(claim: Claim, { command, dimensions }: Setting): boolean {
  if (claim.kind === "by") {
    return (
      claim.dimensions.length <= (command.groupings ?? 1) && claim.dimensions.every((name) => dimensions.has(name))
    );
  }
  if (claim.kind === "filter") return claim.dimension === null ? dimensions.size > 0 : dimensions.has(claim.dimension);
  return true;
}

/** One claim as the asker would type it behind a command; null when the command has no place for it. */
function typed(claim: Claim, setting: Setting): string | null {
  const { command, context } = setting;
  const { locale } = context.words;
  const zh = locale === "zh";
  const called = (name: string) => (zh ? context.words.dimension(name) : name);
  if (!fits(claim, setting)) return null;
  switch (claim.kind) {
    case "period":
      return command.period === null || isAhead(claim.span) ? null : claim.text.trim();
    case "by":
      return zh ? `按${claim.dimensions.map(called).join("和")}` : `by ${claim.dimensions.join(",")}`;
    case "filter": {
      const [value] = claim.values;
      if (claim.dimension === "owner" && value === "me") return zh ? "我的" : "my";
      if (claim.dimension === "team" && value === "mine") return zh ? "我们组" : "my team";
      const values = claim.values.map(quote).join(",");
      if (claim.dimension === null) return zh ? `只看${values}` : `only ${values}`;
      return `${called(claim.dimension)}=${values}`;
    }
    case "compare":
      return compared[claim.with][locale];
    case "top":
      return zh ? `前${claim.count}` : `top ${claim.count}`;
    case "option":
      return optionWords(command).has(claim.name) ? `${claim.name}=${quote(claim.value)}` : null;
    default:
      return null;
  }
}

const order: readonly Claim["kind"][] = ["period", "by", "filter", "compare", "top", "option"];

/**
 * A whole command in the asker's language that keeps what was recognised in their text, as far as the command takes
 * it: period, grouping, filters, comparison, top. The command's example when nothing was.
 */
export function suggestion(command: Asked, claims: readonly Claim[], context: GrammarContext): string {
  const dimensions = new Set(applicable(command, context).map(({ name }) => name));
  const example = exampleOf(command, context);
  const [lead = example] = example.split(" ");
  const ordered = claims.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
  const kept = ordered.map((claim) => typed(claim, { command, context, dimensions }));
  const words = [...new Set(kept.filter((word) => word !== null))];
  return words.length === 0 ? example : [lead, ...words].join(" ");
}

/** Is there anything to group or filter by, and does the command take all of it? */
export function takesAll(command: Asked, claims: readonly Claim[], context: GrammarContext): boolean {
  const dimensions = new Set(applicable(command, context).map(({ name }) => name));
  const narrowing = claims.filter((claim) => claim.kind === "by" || claim.kind === "filter");
  return narrowing.length > 0 && narrowing.every((claim) => fits(claim, { command, context, dimensions }));
}
