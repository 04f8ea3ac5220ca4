import type { Messages } from "#messages.ts";
import { answerMessages } from "./case.ts";
import { reasonMessages } from "./churn-reason-texts.ts";

/** Texts of `churn-alert`: read by one person, about one customer. */
export const messages: Messages = {
  en: {
    ...reasonMessages.en,
    ...answerMessages.en,
    ping: "{name} may be slipping away: {money} over the next {days} days",
    unknown: "a customer",
    opener: "You could begin with: “{opener}”",
    risk: "Risk",
    stake: "At stake",
    how: "{risk, select, none {It has been silent for unusually long} other {{risk} of customers like this one left within {days} days}}; {money} is what it would bring over the next {days} days",
    told_again: "A reminder, nothing more: {name} still waits for your word ({money} at risk)",
    told_again_why: "You were told on {date}; one press is enough, also if it is no longer a worry",
    manager: "{owner} has not answered about {name} yet; {money} at risk",
    manager_why: "Told on {date} and reminded once. Perhaps they are away: take it on, or hand it over",
    handed: "{name} is with you now: {from} handed it over ({money} at risk)",
    handed_why: "Told on {date}. What is known of the customer: {command}",
    quiet: "No cause to interrupt you again about this one for {days} days unless it gets worse",
    demoted: "This rule has often been wrong lately, so it pings only about the clearest cases ({risk} and more)",
    somebody: "a colleague",
    button_customer: "The whole picture",
  },
  zh: {
    ...reasonMessages.zh,
    ...answerMessages.zh,
    ping: "{name}可能正在流失：未来{days}天涉及{money}",
    unknown: "一位客户",
    opener: "可以这样开口：“{opener}”",
    risk: "风险",
    stake: "涉及金额",
    how: "{risk, select, none {已异常久没有动静} other {类似客户中有{risk}在{days}天内流失}}；{money}是未来{days}天预计带来的金额",
    told_again: "再提醒一下：{name}还在等您回应（涉及{money}）",
    told_again_why: "{date}提醒过您，点一下就好，没有风险也请告诉我",
    manager: "{owner}还没有回应{name}的流失预警，涉及{money}",
    manager_why: "{date}提醒过，之后又提醒了一次。也许人不在，您可以接手或转交",
    handed: "{name}转由您跟进：{from}转交（涉及{money}）",
    handed_why: "{date}提醒。客户情况：{command}",
    quiet: "除非风险加重，{days}天内不会再为这位客户打扰您",
    demoted: "这条规则近来常常不准，现在只提醒最明显的（{risk}以上）",
    somebody: "同事",
    button_customer: "查看客户",
  },
};
