import { fold } from "./fold.ts";
import type { Claim } from "./parts.ts";
import type { Placed } from "./scan.ts";

const comparing =
  /(?:(?<![a-z])(?:vs\.?|versus|against|than|compar(?:ed|ing|e|ison)\s+(?:it\s+)?(?:to|with))\s*(?:the\s+)?|(?<=(?<![a-z])(?:compare|compares|compared|comparing|comparison|stacks? up|measures? up)(?![a-z]).{1,60}(?<![a-z]))(?:with|to)\s+(?:the\s+)?|(?<=(?<![a-z])(?:up|down|better|worse|higher|lower|improved?|changed?|differ(?:s|ent)?)(?![a-z]).{0,12}(?<![a-z]))(?:on|from)\s+(?:the\s+)?|[和跟与同比较])\s*$/;
const behind = /^\s*(?:的)?(?:相比|对比|比较|比)/;
const than = /(?<![占环同百])[比较]\s*$/;

/**
 * A sentence's claims, where its one period is what to compare with (`compared to last month`, 跟上个月比): the unit that
 * runs is then what is asked for, compared with the last. The claims as they are when the period stands for itself; null
 * when it is compared with what nothing names.
 */
export function withComparedPeriod(placed: readonly Placed[], text: string): readonly Claim[] | null {
  const claims = placed.map(({ claim }) => claim);
  const periods = placed.filter(({ claim }) => claim.kind === "period");
  const [only] = periods;
  if (only === undefined || periods.length > 1 || only.claim.kind !== "period") return claims;
  const folded = fold(text);
  const before = comparing.exec(folded.slice(0, only.start))?.[0] ?? "";
  const latin = /[a-z]/.test(before);
  const stands = !latin && !behind.test(folded.slice(only.end)) && !than.test(folded.slice(0, only.start));
  if (before === "" || stands) return claims;
  const { span } = only.claim;
  if (span.kind !== "relative" || span.back !== 1) return null;
  const running: Claim = { kind: "period", span: { ...span, back: 0 }, text: only.text };
  return [...claims.filter((claim) => claim !== only.claim), running, { kind: "compare", with: "prev" }];
}
