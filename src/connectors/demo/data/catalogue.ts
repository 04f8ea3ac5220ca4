/** What the company sells. `weight` is how often a line is for it: by offices, by people at home. */
export interface Item {
  readonly sku: string;
  readonly name: string;
  readonly category: string;
  readonly price: number;
  readonly cost: number;
  readonly office: number;
  readonly home: number;
  readonly attributes: Readonly<Record<string, string>>;
  /** Last year in which it was sold. */
  readonly until?: number;
}

function item(
  sku: string,
  name: string,
  category: string,
  price: number,
  margin: number,
  office: number,
  home: number,
  attributes: Readonly<Record<string, string>>,
  until?: number,
): Item {
  const cost = Math.round(price * (1 - margin) * 100) / 100;
  return { sku, name, category, price, cost, office, home, attributes, ...(until ? { until } : {}) };
}

export const catalogue: readonly Item[] = [
  item("M-X9", "商用全自动咖啡机 X9", "咖啡机", 16800, 0.36, 1.2, 0, { 颜色: "黑色", 产能: "200杯/天" }),
  item("M-X5", "办公全自动咖啡机 X5", "咖啡机", 8800, 0.38, 1.6, 0.1, { 颜色: "银色", 产能: "80杯/天" }),
  item("M-H3", "家用全自动咖啡机 H3", "咖啡机", 3280, 0.34, 0.3, 1.2, { 颜色: "白色" }),
  item("M-C1", "胶囊咖啡机 Mini", "咖啡机", 899, 0.3, 0.4, 2.4, { 颜色: "红色" }),
  item("M-E2", "半自动意式机 E2", "咖啡机", 2680, 0.33, 0.4, 1.0, { 颜色: "不锈钢" }),
  item("M-S0", "滴滤咖啡机 S0", "咖啡机", 499, 0.28, 0.4, 1.2, { 颜色: "黑色" }, 2024),
  item("G-10", "电动磨豆机 G10", "磨豆机", 1280, 0.36, 0.6, 1.5, { 颜色: "黑色" }),
  item("G-02", "手摇磨豆机 G02", "磨豆机", 259, 0.4, 0.1, 2.2, { 颜色: "原木" }),
  item("B-01", "经典意式拼配豆 1kg", "咖啡豆", 138, 0.44, 26, 6, { 烘焙: "深烘", 规格: "1kg" }),
  item("B-02", "深烘意式拼配豆 5kg", "咖啡豆", 598, 0.42, 18, 0.6, { 烘焙: "深烘", 规格: "5kg" }),
  item("B-03", "云南普洱水洗 500g", "咖啡豆", 96, 0.48, 9, 11, { 烘焙: "中烘", 规格: "500g" }),
  item("B-04", "耶加雪菲 250g", "咖啡豆", 88, 0.5, 4, 13, { 烘焙: "浅烘", 规格: "250g" }),
  item("B-05", "巴西桑托斯 1kg", "咖啡豆", 118, 0.43, 13, 4, { 烘焙: "中深烘", 规格: "1kg" }),
  item("B-06", "哥伦比亚慧兰 500g", "咖啡豆", 108, 0.46, 7, 8, { 烘焙: "中烘", 规格: "500g" }),
  item("B-07", "低因拼配豆 500g", "咖啡豆", 112, 0.45, 4, 4, { 烘焙: "中深烘", 规格: "500g" }),
  item("B-08", "Single Origin Kenya AA 250g", "咖啡豆", 98, 0.5, 2, 8, { 烘焙: "浅烘", 规格: "250g" }),
  item("C-01", "意式浓缩胶囊 100颗", "胶囊", 268, 0.52, 4, 3.2, { 口味: "浓缩", 规格: "100颗" }),
  item("C-02", "拿铁胶囊 50颗", "胶囊", 168, 0.5, 3, 2.8, { 口味: "拿铁", 规格: "50颗" }),
  item("C-03", "低因胶囊 50颗", "胶囊", 158, 0.5, 1, 1.6, { 口味: "低因", 规格: "50颗" }),
  item("A-01", "除垢剂 500ml", "耗材", 68, 0.58, 1.0, 1.2, { 规格: "500ml" }),
  item("A-02", "净水滤芯 F200", "耗材", 198, 0.55, 2.0, 1.0, { 规格: "单支" }),
  item("A-03", "V60 滤纸 100张", "耗材", 29, 0.6, 0.4, 1.6, { 规格: "100张" }),
  item("A-04", "一次性纸杯 500只", "耗材", 118, 0.4, 6, 0.2, { 规格: "500只" }),
  item("A-05", "咖啡搅拌棒 1000支", "耗材", 36, 0.45, 4, 0.2, { 规格: "1000支" }),
  item("A-06", "清洁药片 60粒", "耗材", 88, 0.57, 5, 2, { 规格: "60粒" }),
  item("A-07", "燕麦奶 12盒", "乳品糖浆", 168, 0.3, 10, 4, { 规格: "12盒" }),
  item("A-08", "鲜牛乳 12盒", "乳品糖浆", 138, 0.26, 12, 2, { 规格: "12盒" }),
  item("A-09", "香草糖浆 750ml", "乳品糖浆", 58, 0.52, 4, 3, { 口味: "香草" }),
  item("A-10", "焦糖糖浆 750ml", "乳品糖浆", 58, 0.52, 3.5, 2.6, { 口味: "焦糖" }),
  item("D-01", "手冲壶 600ml", "器具", 239, 0.45, 0.2, 3.2, { 颜色: "黑色" }),
  item("D-02", "拉花奶缸 350ml", "器具", 79, 0.5, 0.6, 2.4, { 颜色: "银色" }),
  item("D-03", "双层玻璃杯 2只", "器具", 99, 0.5, 0.4, 4, { 颜色: "透明" }),
  item("D-04", "随行杯 450ml", "器具", 129, 0.5, 1, 5, { 颜色: "雾蓝" }),
  item("D-05", "咖啡礼盒 · 岁寒", "礼盒", 298, 0.42, 3, 4, { 规格: "礼盒" }),
  item("D-06", "Drip Bag 挂耳咖啡 30包", "挂耳", 99, 0.5, 6, 12, { 规格: "30包" }),
  item("D-07", "冷萃液 12瓶", "挂耳", 149, 0.46, 4, 6, { 规格: "12瓶" }),
  item("S-01", "咖啡机年度保养服务", "服务", 1680, 0.6, 1.4, 0.1, { 周期: "12个月" }),
  item("S-02", "办公咖啡包月服务", "服务", 2980, 0.45, 2.2, 0, { 周期: "1个月" }),
  item("S-03", "咖啡师到店培训", "服务", 2600, 0.55, 0.5, 0, { 周期: "1天" }),
];

/** Index of an item by its sku; throws where there is none. */
export function itemIndex(sku: string): number {
  const index = catalogue.findIndex((candidate) => candidate.sku === sku);
  if (index < 0) throw new RangeError(`no product ${sku}`);
  return index;
}
