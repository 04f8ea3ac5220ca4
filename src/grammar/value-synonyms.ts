import { fold } from "./fold.ts";

/**
 * Words of the two languages for the same thing, as values of dimensions often have them: whoever says one may mean a
 * value that is spelt as another of its line. Only words that mean little else, for they count inside sentences.
 */
const synonyms = [
  "华东|east china|eastern china|east",
  "华南|south china|southern china|south",
  "华北|north china|northern china|north",
  "华中|central china",
  "西南|southwest china|southwest|south-west",
  "西北|northwest china|northwest|north-west",
  "东北|northeast china|northeast|north-east",
  "海外|overseas|abroad|international|国外",
  "中国|china|国内",
  "美国|united states|usa|us|u.s.|america",
  "英国|united kingdom|uk|u.k.|britain",
  "德国|germany",
  "法国|france",
  "日本|japan",
  "北京|beijing",
  "上海|shanghai",
  "天津|tianjin",
  "重庆|chongqing",
  "广东|guangdong",
  "浙江|zhejiang",
  "江苏|jiangsu",
  "山东|shandong",
  "福建|fujian",
  "安徽|anhui",
  "河北|hebei",
  "湖北|hubei",
  "湖南|hunan",
  "四川|sichuan",
  "云南|yunnan",
  "河南|henan",
  "辽宁|liaoning",
  "广州|guangzhou",
  "深圳|shenzhen",
  "杭州|hangzhou",
  "南京|nanjing",
  "苏州|suzhou",
  "成都|chengdu",
  "武汉|wuhan",
  "西安|xi'an",
  "厦门|xiamen",
  "青岛|qingdao",
  "宁波|ningbo",
  "伦敦|london",
  "柏林|berlin",
  "汉堡|hamburg",
  "西雅图|seattle",
  "芝加哥|chicago",
  "里昂|lyon",
  "抖音|douyin",
  "小红书|xiaohongshu|rednote",
  "企业微信|wecom|企微",
  "短信|sms",
  "搜索广告|search ads|paid search|sem",
  "展会|trade show|trade shows|trade fair|trade fairs|fairs|exhibition|exhibitions",
  "转介绍|referral|referrals|老客户介绍|老客介绍",
  "自然流量|organic|organic traffic",
  "个人会员|individual members|members",
  "企业客户|corporate customers|business customers|b2b",
  "女|female|women|女性|女士",
  "男|male|men|男性|男士",
  "科技|technology|tech",
  "零售|retail|retailers",
  "制造|manufacturing|manufacturers|制造业",
  "餐饮|catering|food service|food and beverage|f&b|restaurants|restaurant|餐饮业",
  "酒店|hotels|hotel|hospitality",
  "金融|finance|financial services|金融业",
  "教育|education",
  "医疗|healthcare|hospitals",
  "金卡|gold",
  "银卡|silver",
].map((line) => line.split("|"));

const lines = new Map<string, readonly string[]>();
for (const line of synonyms) for (const word of line) lines.set(fold(word), line.map(fold));

/** Other words for a word, folded; none for most. */
export function synonymsOf(word: string): readonly string[] {
  const folded = fold(word);
  return (lines.get(folded) ?? []).filter((other) => other !== folded);
}
