import { segmentKey, segmentOf } from "#metrics/rfm/rfm-segments.ts";
import type { Term } from "./define-term.ts";

const names = {
  Champions: "核心客户",
  Loyal: "忠诚客户",
  "Potential loyalist": "潜力客户",
  New: "新客户分层",
  Promising: "潜力新客",
  "Needs attention": "待关注",
  "About to sleep": "即将沉睡",
  "At risk": "流失风险客户",
  "Can't lose": "重点挽回",
  Hibernating: "沉睡客户",
  Lost: "已流失",
};
const scores = [1, 2, 3, 4, 5];

/** The eleven RFM segments, each by the scores that make it. */
export const segmentTerms: readonly Term[] = Object.entries(names).map(([segment, zh]): Term => {
  const cells = scores.toReversed().flatMap((r) => {
    const fm = scores.filter((score) => segmentOf("11", r, score) === segment);
    return fm.length === 0 ? [] : [`R ${r} & FM ${fm.length === 1 ? fm[0] : `${fm[0]}–${fm.at(-1)}`}`];
  });
  return {
    id: `segment_${segmentKey(segment)}`,
    group: "customers",
    title: { en: `${segment} (segment)`, zh },
    aliases: [segment.toLowerCase(), `${segment.toLowerCase()} customers`],
    text: {
      en: `RFM segment of ${cells.join("; ")} (R: recency score, FM: half-up mean of frequency and monetary scores)`,
      zh: `RFM 分层：${cells.join("；")}（R 为最近下单得分，FM 为频次与金额得分均值，四舍五入）`,
    },
  };
});
