import { smallMultiples } from "#charts/small-multiples.ts";
import { weekHeat } from "#charts/week-heat.ts";
import type { Picture } from "#render/picture.ts";

type Figure = readonly [zh: string, en: string, value: string, change: string, good: boolean | null, seed: number];

const figures: readonly Figure[] = [
  ["销售额", "Revenue", "2.8M", "−7%", false, 1],
  ["订单数", "Orders", "1,302", "−9%", false, 2],
  ["新客户数", "New customers", "48", "+2%", true, 3],
  ["客单价", "Revenue per buyer", "3,432", "−6%", false, 4],
  ["复购率", "Repeat purchase rate", "41.4%", "−5.5pct", false, 5],
  ["回款", "Payments received", "4.2M", "−9%", false, 6],
  ["线索数", "Leads", "247", "+8%", true, 7],
  ["赢单率", "Win rate", "23.2%", "+2.3pct", true, 8],
  ["净推荐值", "NPS", "25", "−9", false, 9],
];

function multiplesOf(zh: boolean) {
  return smallMultiples({
    panels: figures.map(([chinese, english, value, change, good, seed], index) => {
      const points = Array.from({ length: 12 }, (_, at) => {
        return index === 6 && at === 4 ? null : 50 + 30 * Math.sin(seed * 3 + at * 0.8) + (at === 11 ? -6 * seed : 0);
      });
      const reference = index === 7 ? null : 45;
      return { title: zh ? chinese : english, value, change, good, points, reference, highlight: index === 8 };
    }),
  });
}

const weekdays = [
  ["周一", "Mon"],
  ["周二", "Tue"],
  ["周三", "Wed"],
  ["周四", "Thu"],
  ["周五", "Fri"],
  ["周六", "Sat"],
  ["周日", "Sun"],
] as const;

function weekOf(zh: boolean) {
  return weekHeat({
    days: weekdays.map(([chinese, english], day) => ({
      label: zh ? chinese : english,
      text: day > 4 ? "6%" : "17%",
      hours: Array.from({ length: 24 }, (_, hour) => {
        const peak = Math.exp(-((hour - 10) ** 2) / 3) + Math.exp(-((hour - 15) ** 2) / 4);
        return hour < 5 ? 0 : 1 + (day > 4 ? 2 : 12) * peak;
      }),
    })),
    windows: [
      { dayFrom: 0, dayTo: 5, hourFrom: 9, hourTo: 12, text: "26%" },
      { dayFrom: 0, dayTo: 5, hourFrom: 14, hourTo: 17, text: "31%" },
    ],
  });
}

/** Charts of `/kpi` and `/peak`, with the data they would give them. */
export function kpiPictures(): Map<string, Picture> {
  const pictures = new Map<string, Picture>();
  for (const locale of ["zh", "en"] as const) {
    const zh = locale === "zh";
    const footer = zh ? "数据截至 2026-11-22 09:00" : "Data as of 22 Nov 2026, 09:00";
    const unusual = zh
      ? "净推荐值异常：25，按往年规律应在36左右"
      : "NPS is out of the ordinary: 25 where 36 was to be expected";
    const when = zh
      ? "客户最常在周一至周五14–17点下单：占一周9%的时间，却贡献31%的订单"
      : "Customers buy most Mon–Fri 14:00–17:00: 31% of orders in 9% of the week";
    pictures.set(`kpi-${locale}`, {
      ...{ locale, footer, title: unusual, alt: unusual, spec: multiplesOf(zh) },
      subtitle: zh
        ? "数值与环比；折线为截至10月的12个月，虚线为去年同期"
        : "Value and change on the period before; line: 12 months to Oct; dots: a year ago",
    });
    pictures.set(`peak-${locale}`, {
      ...{ locale, footer, title: when, alt: when, spec: weekOf(zh) },
      subtitle: zh ? "按星期与小时的订单数；右侧为占比" : "Orders by weekday and hour; right: share of the week",
    });
  }
  return pictures;
}
