import { segmentHeat } from "#charts/segment-heat.ts";
import { segmentProfiles } from "#charts/segment-profiles.ts";
import type { Picture } from "#render/picture.ts";

type Profile = readonly [
  zh: string,
  en: string,
  size: number,
  revenue: number,
  scores: readonly [number, number, number],
];

const eight: readonly Profile[] = [
  ["超高频超高额近期活跃", "very frequent, very high spending, recent", 1204, 41, [1.6, 1.5, 0.8]],
  ["高频高额近期活跃", "frequent, high spending, recent", 2310, 27, [0.7, 0.6, 0.5]],
  ["高频高额久未下单", "frequent, high spending, gone quiet", 640, 12, [0.6, 0.8, -1.2]],
  ["高额久未下单", "high spending, gone quiet", 505, 8, [0.1, 0.5, -0.9]],
  ["中等水平", "average", 1890, 6, [0.1, -0.1, 0.1]],
  ["低频低额近期活跃", "infrequent, low spending, recent", 2777, 4, [-0.8, -0.7, 0.6]],
  ["多为一单低额", "mostly one order, low spending", 3100, 1.6, [-1.4, -1.1, 0.1]],
  ["多为一单极低额沉睡已久", "mostly one order, very low spending, long gone quiet", 5120, 0.4, [-1.5, -1.9, -1.6]],
];

const whole = (value: number) => Math.round(value).toLocaleString("en-US");

function profilesOf(list: readonly Profile[], zh: boolean) {
  return segmentProfiles({
    measures: zh ? ["订单数", "消费金额", "最近下单"] : ["Orders", "Money", "Last order"],
    profiles: list.map(([chinese, english, size, revenue, [orders, money, recent]], index) => {
      const [count, days] = [Math.round(8 * 2 ** orders), Math.round(40 / 3 ** recent)];
      return {
        label: zh ? chinese : english,
        detail: zh ? `${whole(size)}个客户 · 销售额占${revenue}%` : `${whole(size)} customers · ${revenue}% of revenue`,
        highlight: index === 0,
        measures: [
          { score: orders, text: zh ? `${count}单` : String(count) },
          { score: money, text: zh ? `¥${whole(9000 * 3 ** money)}` : `$${(4 * 3 ** money).toFixed(1)}k` },
          { score: recent, text: zh ? `${days}天前` : `${days} d ago` },
        ],
      };
    }),
  });
}

const regions = [
  ["华东", "East"],
  ["华南", "South"],
  ["华北", "North"],
  ["西南", "Southwest"],
  ["海外", "Overseas"],
  ["其他", "Others"],
] as const;
const categories = [
  ["咖啡豆", "Beans"],
  ["咖啡机", "Machines"],
  ["乳品糖浆", "Milk & syrup"],
  ["耗材", "Consumables"],
  ["服务", "Service"],
  ["胶囊", "Capsules"],
  ["礼盒", "Gift boxes"],
  ["其他", "Others"],
  ["（未填写）", "(none)"],
] as const;

function heatOf(zh: boolean) {
  const pick = ([chinese, english]: readonly [string, string]) => (zh ? chinese : english);
  return segmentHeat({
    columns: regions.map(pick),
    rows: categories.map((category, row) => ({
      label: pick(category),
      cells: regions.map((_, column) => {
        if (row === 5 && column === 4) return null;
        const value = row === 4 && column === 1 ? -12 : 490 * 0.62 ** row * 0.74 ** column;
        return {
          value,
          text: `${value < 0 ? "−" : ""}${zh ? `¥${whole(Math.abs(value))}万` : `$${whole(Math.abs(value))}k`}`,
          highlight: row + column === 0,
          aside: row > 6 || column > 4,
        };
      }),
    })),
  });
}

/** Charts of `/segment`, with the data it would give them and the awkward cases. */
export function segmentPictures(): Map<string, Picture> {
  const pictures = new Map<string, Picture>();
  for (const locale of ["zh", "en"] as const) {
    const zh = locale === "zh";
    const frame = {
      locale,
      subtitle: zh
        ? "各群的典型客户；横条为与平均客户相比"
        : "Typical customer of each group; bars: against the average",
      footer: zh ? "数据截至 2026-11-22 09:00" : "Data as of 22 Nov 2026, 09:00",
    };
    const two = zh
      ? "客户自然分成2群：34%的客户贡献了68%的销售额"
      : "Customers fall into two groups: 34% bring 68% of revenue";
    const many = zh
      ? "客户分成8群：7%的客户贡献了41%的销售额"
      : "Customers fall into eight groups: 7% bring 41% of revenue";
    const pair = zh ? "华东 · 咖啡豆排第一，占销售额的14%" : "East · Beans leads with 14% of revenue";
    const [first, , , , , last] = eight;
    if (first === undefined || last === undefined) throw new Error("there are eight profiles");
    pictures.set(`segment-two-${locale}`, { ...frame, title: two, alt: two, spec: profilesOf([first, last], zh) });
    pictures.set(`segment-eight-${locale}`, { ...frame, title: many, alt: many, spec: profilesOf(eight, zh) });
    pictures.set(`segment-heat-${locale}`, { ...frame, title: pair, alt: pair, spec: heatOf(zh) });
  }
  return pictures;
}
