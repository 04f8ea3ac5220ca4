import type { Messages } from "#messages.ts";

/** Texts of the health report. */
export const messages: Messages = {
  en: {
    headline:
      "Since yesterday {missed, plural, =0 {nothing was missed} one {# send was missed} other {# sends were missed}}, {failed, plural, =0 {none failed} other {# failed}} and {unknown, plural, =0 {none is in doubt} one {# may not have arrived} other {# may not have arrived}}",
    one: "{what} → {target}: {error}",
    again: "Mend the cause, then send them again one by one: the buttons under /admin sends do it",
    show: "Show them",
  },
  zh: {
    headline:
      "昨天以来：{missed, plural, =0 {没有错过的推送} other {错过#次推送}}，{failed, plural, =0 {没有失败} other {失败#条}}，{unknown, plural, =0 {没有存疑} other {#条不确定是否送达}}",
    one: "{what} → {target}：{error}",
    again: "排除原因后，可用 /admin sends 下方的按钮逐条重发",
    show: "查看详情",
  },
};
