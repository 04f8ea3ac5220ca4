/** Where customers are: cities by sales region, with shares. */
export interface City {
  readonly city: string;
  readonly province: string;
  readonly country: string;
  readonly currency: "CNY" | "USD" | "EUR";
}

const cn = (city: string, province: string): City => ({ city, province, country: "中国", currency: "CNY" });

export const regions: readonly (readonly [region: string, share: number])[] = [
  ["华东", 30],
  ["华南", 23],
  ["华北", 17],
  ["华中", 8],
  ["西南", 8],
  ["西北", 3],
  ["东北", 4],
  ["海外", 7],
];

export const cities: Readonly<Record<string, readonly City[]>> = {
  华东: [
    cn("上海", "上海"),
    cn("杭州", "浙江"),
    cn("南京", "江苏"),
    cn("苏州", "江苏"),
    cn("宁波", "浙江"),
    cn("合肥", "安徽"),
  ],
  华南: [
    cn("深圳", "广东"),
    cn("广州", "广东"),
    cn("厦门", "福建"),
    cn("东莞", "广东"),
    cn("佛山", "广东"),
    cn("海口", "海南"),
  ],
  华北: [cn("北京", "北京"), cn("天津", "天津"), cn("青岛", "山东"), cn("济南", "山东"), cn("石家庄", "河北")],
  华中: [cn("武汉", "湖北"), cn("长沙", "湖南"), cn("郑州", "河南")],
  西南: [cn("成都", "四川"), cn("重庆", "重庆"), cn("昆明", "云南")],
  西北: [cn("西安", "陕西"), cn("兰州", "甘肃")],
  东北: [cn("沈阳", "辽宁"), cn("大连", "辽宁"), cn("哈尔滨", "黑龙江")],
  海外: [
    { city: "Seattle", province: "Washington", country: "United States", currency: "USD" },
    { city: "Chicago", province: "Illinois", country: "United States", currency: "USD" },
    { city: "London", province: "England", country: "United Kingdom", currency: "USD" },
    { city: "Berlin", province: "Berlin", country: "Germany", currency: "EUR" },
    { city: "Hamburg", province: "Hamburg", country: "Germany", currency: "EUR" },
    { city: "Lyon", province: "Auvergne-Rhône-Alpes", country: "France", currency: "EUR" },
  ],
};

export const streets: readonly string[] = [
  "云杉路",
  "望湖街",
  "梧桐大道",
  "清泉路",
  "栖霞街",
  "白鹭路",
  "长风大道",
  "拾光街",
];

/** Industries of companies, with share and the word their names end in, in Chinese and English. */
export const industries: readonly (readonly [
  industry: string,
  share: number,
  words: readonly (readonly [string, string])[],
])[] = [
  [
    "科技",
    22,
    [
      ["科技", "Technology"],
      ["信息", "Information"],
      ["软件", "Software"],
    ],
  ],
  [
    "制造",
    16,
    [
      ["制造", "Manufacturing"],
      ["精工", "Precision"],
      ["机电", "Electromech"],
    ],
  ],
  [
    "餐饮",
    18,
    [
      ["餐饮", "Catering"],
      ["咖啡馆", "Cafe"],
      ["烘焙", "Bakery"],
    ],
  ],
  [
    "酒店",
    12,
    [
      ["酒店", "Hotel"],
      ["度假酒店", "Resort"],
    ],
  ],
  [
    "金融",
    8,
    [
      ["资本", "Capital"],
      ["咨询", "Consulting"],
    ],
  ],
  [
    "教育",
    7,
    [
      ["教育", "Education"],
      ["学堂", "Academy"],
    ],
  ],
  [
    "医疗",
    6,
    [
      ["医疗", "Medical"],
      ["生物", "Biotech"],
    ],
  ],
  [
    "零售",
    11,
    [
      ["商贸", "Trading"],
      ["超市", "Supermarket"],
    ],
  ],
];
