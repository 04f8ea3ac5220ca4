import type { Messages } from "#messages.ts";

/** Texts of `/wrong`. */
export const messages: Messages = {
  en: {
    here_only: "Only people doubt numbers: press the button yourself",
    how: "Press “Is this number wrong?” under an answer, or write /wrong and the answer’s reference",
    unknown: "There is no answer {answer}",
    unknown_hint: "Its reference stands behind the button under the answer, and lasts as long as the audit log.",
    thanks: "Thank you: your administrator has been told, with the exact command to see the same number",
    thanks_why: "Thank you, that helps: I have passed on your reason",
    again: "The same figures again: {command}",
    tell_more: "What should it be? One sentence finds the mistake sooner: /wrong {answer} and your reason",
    form_title: "Is this number wrong?",
    form_label: "What should it be, or what looks odd?",
    form_example: "Q3 was 4.2M in our accounts",
    quality: "What is wrong in the data?",
  },
  zh: {
    here_only: "请由本人点击按钮反馈",
    how: "点回答下方的“数字不对？”，或发送 /wrong 和回答编号",
    unknown: "没有编号为{answer}的回答",
    unknown_hint: "编号在回答下方的按钮里，与审计日志保留得一样久。",
    thanks: "谢谢反馈：已告知管理员，并附上能重现同一数字的命令",
    thanks_why: "谢谢，这很有帮助：原因已转达",
    again: "重现同一数字：{command}",
    tell_more: "应该是多少？写一句话能更快找到问题：/wrong {answer} 加上原因",
    form_title: "数字不对？",
    form_label: "应该是多少，或哪里不对劲？",
    form_example: "财务账上三季度是420万",
    quality: "数据有什么问题？",
  },
};
