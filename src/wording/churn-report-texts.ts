import type { Messages } from "#messages.ts";

/** Texts of `/churn report`: what came of the pings. */
export const reportMessages: Messages = {
  en: {
    report_here_only: "What came of pings is told to people: ask for it yourself",
    report_none: "No ping has been sent yet, so there is nothing to judge",
    report_none_try: "Pings go to account owners every morning; /churn says who is at risk now",
    report_early:
      "{n, plural, one {# customer was} other {# customers were}} flagged; the first horizon ends on {date}, before that nothing can be judged",
    report:
      "{honest, select, yes {} other {At most }}{precision} of the flagged customers would have left ({low}–{high}); {honest, select, yes {} other {at most }}{money} saved",
    report_unsaved:
      "{honest, select, yes {} other {At most }}{precision} of the flagged customers would have left ({low}–{high}); nobody has been taken on and come back yet",
    report_told:
      "Told of {told}, answered {answered} ({share}){hours, select, none {} other {, half of them within {hours} hours}}",
    report_judged:
      "{judged} judged: {left} left, {rescued} were taken on and ordered again; {open, plural, =0 {none waits} one {# still waits} other {# still wait}} for its horizon",
    report_saved: "Saved: {money} (95 %: {low} to {high})",
    report_demoted:
      "Demoted: {rule}. It foretold {foretold} and was right about {right} of {judged}, so it speaks only of risks from {threshold} on until it does better",
    report_bounds:
      "Upper bounds: a rescued customer looks like a false alarm, and some would have come back by themselves. At least {least} left in spite of a ping. A hold-out (company file: {setting}) measures both honestly",
    report_honest: "Measured on {n} held-out customers of whom nobody was told",
    report_small: "A small sample: {n} judged, so the intervals are wide",
    report_how:
      "Left: no valid order within the rule’s horizon after the ping; returned: one. Each customer counts once per horizon, and only when it is over. Precision: share that left, of held-out customers where there are any, else with those taken on who came back; Wilson’s interval. Saved: mean revenue within the horizon, told less held out; else all that those taken on ordered",
    report_reversible:
      "Demotion takes itself back as newer customers come out as foretold; {setting} in the company file turns it off",
    report_rule: "Rule",
    report_column_judged: "Judged",
    report_column_precision: "Right",
    report_column_saved: "Saved",
    report_column_hours: "Hours to answer",
    report_churn_model: "learned model",
    report_churn_rule: "silence rule",
    report_follow_case: "Open cases",
    report_follow_churn: "Who is at risk?",
  },
  zh: {
    report_here_only: "流失提醒的复盘只告诉本人，请自行查看",
    report_none: "还没有发过流失提醒，暂无可复盘的内容",
    report_none_try: "提醒每天早上发给客户负责人，/流失预警 可查看当前风险",
    report_early: "已提醒{n}位客户，最早{date}观察期满，之前无法判断对错",
    report:
      "{honest, select, yes {} other {最多}}{precision}被提醒的客户本会流失（{low}–{high}），{honest, select, yes {} other {最多}}挽回{money}",
    report_unsaved:
      "{honest, select, yes {} other {最多}}{precision}被提醒的客户本会流失（{low}–{high}），还没有跟进后回来的客户",
    report_told: "提醒{told}位，回应{answered}位（{share}）{hours, select, none {} other {，一半在{hours}小时内}}",
    report_judged: "已判断{judged}位：流失{left}位，跟进后再次下单{rescued}位；{open}位仍在观察期",
    report_saved: "挽回{money}（95%区间{low}至{high}）",
    report_demoted:
      "已降级：{rule}。预计流失{foretold}，{judged}位中只说对{right}，因此在好转之前只提醒风险{threshold}以上的客户",
    report_bounds:
      "均为上限：挽回的客户看起来像误报，有些客户本来就会回来。至少有{least}在提醒后仍然流失。设置对照组（公司文件：{setting}）可以如实衡量",
    report_honest: "以{n}位没有提醒任何人的对照组客户衡量",
    report_small: "样本较小：只判断了{n}位，区间较宽",
    report_how:
      "流失：提醒后在规则的观察期内没有有效订单；回来：有。每位客户每个观察期只算一次，期满才判断。准确率：对照组中流失的比例，没有对照组时把跟进后回来的也算说对，威尔逊区间。挽回：观察期内人均收入，提醒的减去对照组的；没有对照组时为跟进客户的全部订单",
    report_reversible: "之后的客户如预期发展，降级会自动解除；公司文件中写{setting}可关闭",
    report_rule: "规则",
    report_column_judged: "已判断",
    report_column_precision: "说对",
    report_column_saved: "挽回",
    report_column_hours: "回应小时",
    report_churn_model: "学习模型",
    report_churn_rule: "沉默规则",
    report_follow_case: "待跟进",
    report_follow_churn: "谁有流失风险？",
  },
};
