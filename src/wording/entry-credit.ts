import type { Messages } from "#messages.ts";

/** Credit for those who keep the CRM complete; nobody is blamed. */
export const messages: Messages = {
  en: {
    headline: "Thank you, {name}: {n} entries last week, more than anybody else",
    title: "Recorded last week",
    count: "{n}",
    thanks: "{people} people recorded {all} activities, leads and deals: that is what every figure here rests on",
    action: "Anybody short of time: two lines after a call are enough; I read the rest from there",
    note: "Counted are activities, leads and deals dated in the week, by their owner; more is not better by itself",
    follow: "Data to fix",
  },
  zh: {
    headline: "感谢{name}：上周录入{n}条，全队最多",
    title: "上周录入",
    count: "{n}条",
    thanks: "{people}位同事共记录{all}条跟进、线索和商机：所有数字都建立在这些记录上",
    action: "时间紧的同事：打完电话写两行就够，其余交给我",
    note: "按负责人统计当周的跟进、线索和商机；并非越多越好",
    follow: "待补数据",
  },
};
