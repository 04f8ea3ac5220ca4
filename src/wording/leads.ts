import type { Messages } from "#messages.ts";

/** What `/leads` says. */
export const messages: Messages = {
  en: {
    missing: "(missing)",
    headline_best: "{name} turns {rate} of leads into customers, the others {rest}",
    headline_quick_best:
      "{name} answers leads within {time} and turns {rate} of them into customers, the others {rest}",
    headline_quick: "{name} answers leads within {time}, {usual} being usual; conversion does not differ clearly",
    headline_worst: "{name} turns only {rate} of leads into customers, the others {rest}",
    headline_even:
      "{n, plural, one {# lead} other {# leads}}, {converted} of them customers by now ({rate}); no {dimension} converts clearly better",
    headline_one:
      "{n, plural, one {# lead} other {# leads}}, {converted} of {n, plural, one {it} other {them}} customers by now ({rate})",
    subtitle: "Leads by {dimension}; conversion with 95% interval, line: all",
    leads: "Leads",
    conversion: "Conversion",
    responded: "Answered",
    response: "Median first response",
    days: "Median days to convert",
    response_hours: "Response, h",
    rest_row: "Others",
    insight_speed:
      "Leads answered within the hour convert at {quick}, those answered later at {slow} (p {p}): a quick answer pays",
    insight_largest:
      "{name} brings most leads, {share} of all, and converts {rate}: {customers, plural, one {# customer} other {# customers}}",
    insight_previous:
      "Leads {change} against {span}; conversion at the same age {now} after {before}{clear, select, yes {, more than chance explains} other {, which may be chance}}",
    insight_worst:
      "{name} converts clearly worse than the others, {rate} against {rest}: that is {n} customers fewer than its leads would bring elsewhere",
    action_waiting:
      "{who}: answer the {n, plural, one {lead that still waits} other {# leads that still wait}}; at today’s conversion {k, plural, one {# of them becomes a customer} other {# of them become customers}}",
    action_waiting_who: "Owners, {name} first ({m})",
    action_waiting_all: "Owners of leads",
    action_best_people:
      "Sales managers: let {name} show the others the way; half the gap closed means {k, plural, one {# more customer} other {# more customers}} from as many leads",
    action_best_place:
      "Marketing: bring more leads like those of {name}; a hundred of them give {k, plural, one {# customer} other {# customers}}, of the others {rest}",
    action_worst_people:
      "Manager of {name}: go through the lost leads together; at the others’ conversion they would have brought {k, plural, one {# more customer} other {# more customers}}",
    action_worst_place:
      "Marketing: check the quality of leads from {name}; at the others’ conversion they would have brought {k, plural, one {# more customer} other {# more customers}}",
    conversion_note: "Conversion: leads created in the period that became customers up to {date}",
    same_age: "The comparison sees leads only up to {date}, at the same age",
    immature: "{share} of the leads are neither converted nor given up, so conversion will still rise",
    small: "A small sample: only {n, plural, one {# lead} other {# leads}}",
    capped: "The chart shows the {shown} largest of {n}",
    lead_created_at_missing: "{rows, plural, one {# lead} other {# leads}} left out: no creation time",
    method_conversion:
      "Conversion = leads of the period with a conversion up to the as-of ÷ leads created in the period; interval by Wilson (95%).",
    method_medians: "Response and days to convert are medians of elapsed time since the lead was created.",
    method_clear:
      "Clearly better or worse: Fisher’s exact test against all others, Holm-adjusted (p < 0.05), and Wilson intervals that do not overlap.",
    empty: "No leads came in from {span}",
    empty_source: "The CRM gives no leads, so there is nothing to count",
    empty_source_do: "Load leads: npm run doctor shows what the source gives",
    follow_owner: "By {dimension}",
    follow_funnel: "Funnel",
    follow_campaign: "Campaigns",
  },
  zh: {
    missing: "（未填写）",
    headline_best: "{name}的线索转化率{rate}，其余只有{rest}",
    headline_quick_best: "{name}{time}内响应线索，转化率{rate}，其余只有{rest}",
    headline_quick: "{name}{time}内响应线索（通常为{usual}），转化率没有明显差异",
    headline_worst: "{name}的线索转化率只有{rate}，其余为{rest}",
    headline_even: "共{n}条线索，已转化{converted}条（{rate}），各{dimension}之间没有明显差异",
    headline_one: "共{n}条线索，已转化{converted}条，转化率{rate}",
    subtitle: "各{dimension}线索数；转化率及95%区间，竖线为整体",
    leads: "线索数",
    conversion: "转化率",
    responded: "已响应",
    response: "首次响应中位时长",
    days: "转化中位天数",
    response_hours: "响应（小时）",
    rest_row: "其他",
    insight_speed: "一小时内响应的线索转化率{quick}，更晚响应的只有{slow}（p {p}）：响应越快越容易成交",
    insight_largest: "{name}带来的线索最多，占{share}，转化率{rate}，共转化{customers}个客户",
    insight_previous:
      "与{span}相比，线索数{change}；同等跟进时长下转化率由{before}变为{now}{clear, select, yes {，超出偶然波动} other {，可能只是偶然波动}}",
    insight_worst: "{name}的转化率明显低于其余（{rate}对{rest}），相当于少转化{n}个客户",
    action_waiting: "{who}：尽快响应仍在等待的{n}条线索，按目前转化率可多转化{k}个客户",
    action_waiting_who: "各负责人，{name}优先（{m}条）",
    action_waiting_all: "线索负责人",
    action_best_people: "销售主管：请{name}向团队分享做法，差距缩小一半，同样的线索可多转化{k}个客户",
    action_best_place: "市场部：多获取{name}这类线索，每100条可转化{k}个客户，其余只有{rest}个",
    action_worst_people: "{name}的主管：一起复盘未转化的线索，若达到其余的转化率，可多转化{k}个客户",
    action_worst_place: "市场部：核查{name}的线索质量，若达到其余的转化率，可多转化{k}个客户",
    conversion_note: "转化率：期内新建的线索中，截至{date}已转为客户的比例",
    same_age: "对比期线索只看到{date}为止，保证跟进时长相同",
    immature: "还有{share}的线索既未转化也未关闭，转化率还会上升",
    small: "样本较小：只有{n}条线索",
    capped: "图中只画出{n}项里最大的{shown}项",
    lead_created_at_missing: "{rows}条线索没有创建时间，未计入",
    method_conversion: "转化率＝期内新建且截至统计日已转化的线索÷期内新建的线索；区间为 Wilson 95% 区间。",
    method_medians: "响应时长和转化天数均为从线索创建起的实际时长，取中位数。",
    method_clear:
      "明显高于或低于其余：与其余全部线索做 Fisher 精确检验，经 Holm 校正（p < 0.05），且 Wilson 区间不重叠。",
    empty: "{span}没有新线索",
    empty_source: "CRM里没有线索数据，无法统计",
    empty_source_do: "请接入线索数据：npm run doctor 可查看数据源提供了什么",
    follow_owner: "按{dimension}",
    follow_funnel: "看漏斗",
    follow_campaign: "看营销活动",
  },
};
