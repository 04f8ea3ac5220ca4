/**
 * Words that narrow a question by what no list of values may hold, by kind; folded. None of them may go unheard, but
 * where the command is about that kind anyway.
 */
const kinds = {
  size: /(?<![a-z])(?:big|bigger|large|larger|small|smaller|mid|medium|mid-sized|medium-sized|major|minor)(?![a-z])|大客户|大单|小单|大额|小额|大型|中型|小型/,
  age: /(?<![a-z])(?:new|newly|old|older|existing|returning|repeat|first-time|recurring|young|younger)(?![a-z])|[新老](?:客|顾客|用户|会员|单)|首次|首单|首购|年轻|老年/,
  buyers:
    /(?<![a-z])(?:corporate|enterprises?|companies|individuals?|consumers?|members?|vips?|gold|silver|women|female|men|male|hotels?|restaurants?|retail|retailers?|wholesalers?|distributors?|schools?|hospitals?|banks?|startups?|offices?|chains?)(?![a-z])|企业|个人|会员|散客|金卡|银卡|普卡|女性|男性|女生|男生|酒店|餐厅|餐饮|零售|学校|医院|银行|连锁|白领|学生|宝妈/,
  place:
    /(?<![a-z])(?:online|offline|app|website|web|shops?|stores?|abroad|overseas|domestic|foreign|local|euros?|dollars?|usd|eur|rmb)(?![a-z])|线上|线下|直播|社群|官网|国内|国外|外币|美元|欧元|人民币|本地|外地|城区|郊区|总部|分公司/,
  way: /(?<![a-z])(?:sms|e-?mails?|newsletters?|ads?|adverts?|search|social|referrals?|fairs?|trade shows?|events?|live ?streams?|influencers?|organic|paid)(?![a-z])|短信|邮件|广告|搜索|投流|展会|转介绍|自然流量|达人|地推|老带新/,
  time: /(?<![a-z])(?:weekends?|weekdays?|mornings?|evenings?|afternoons?|nights?|lunch|noon|working days?|per day|a day|daily|hourly)(?![a-z])|周末|工作日|早上|上午|中午|下午|晚上|夜里|日均|每天|天天/,
  state:
    /(?<![a-z])(?:signed|unsigned|contracts?|renewals?|trial|cancelled|canceled|returned|refunded|shipped|unpaid|paid|discounted|full price|excl|incl|net of|gross)(?![a-z])|签约|合同|续费|试用|取消|已退|未发货|已发货|含税|不含税|打折|原价|毛(?!利)/,
} as const;

type Kind = keyof typeof kinds;

/** Kinds that a command's questions speak of anyway. */
const usual: Readonly<Record<string, readonly Kind[]>> = {
  actions: ["time"],
  basket: ["age"],
  campaign: ["way"],
  churn: ["age", "state"],
  collections: ["state"],
  customer: ["age", "state"],
  funnel: ["state", "age"],
  kpi: ["age"],
  leads: ["age", "time"],
  lifecycle: ["age"],
  pareto: ["size"],
  peak: ["time"],
  pipeline: ["size", "state", "age"],
  pool: ["age"],
  retention: ["age"],
  rfm: ["size"],
  satisfaction: ["time"],
  team: ["state"],
};

/** Does a folded text narrow a question about a topic by a word that nothing claimed? */
export function narrows(folded: string, topic: string): boolean {
  return Object.entries(kinds).some(
    ([kind, words]) => usual[topic]?.includes(kind as Kind) !== true && words.test(folded),
  );
}
