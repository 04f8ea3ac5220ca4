import type { types } from "@slack/bolt";
import type { Locale } from "#messages.ts";
import type { Host } from "#platform.ts";
import { type Errands, modal, plain } from "./form-view.ts";
import { cut, limits } from "./limits.ts";

type Say = (key: string) => string;

function input(label: string, initial: string, example?: string): types.InputBlock {
  return {
    type: "input",
    block_id: "text",
    label: plain(label, limits.inputText),
    element: {
      type: "plain_text_input",
      action_id: "value",
      multiline: true,
      max_length: limits.inputText,
      ...(initial === "" ? {} : { initial_value: cut(initial, limits.inputText) }),
      ...(example === undefined ? {} : { placeholder: plain(example, limits.placeholder) }),
    },
  };
}

const sayIn =
  (host: Host, locale: Locale): Say =>
  (key) =>
    host.say(locale, key);

/** Asks anything, in one's own words. */
export function askView(host: Host, locale: Locale, text: string, errands: Errands): types.ModalView {
  const say = sayIn(host, locale);
  const labels = { send: say("form.send"), cancel: say("form.cancel") };
  const question = input(say("ask.question"), text, say("ask.example"));
  return modal("parley.ask", say("ask.title"), labels, [question], errands);
}

/** Asks what was wrong with an answer. */
export function commentView(host: Host, locale: Locale, errands: Errands): types.ModalView {
  const say = sayIn(host, locale);
  const labels = { send: say("rate.send"), cancel: say("form.cancel") };
  return modal(
    "parley.comment",
    say("rate.title"),
    labels,
    [{ ...input(say("rate.why"), ""), optional: true }],
    errands,
  );
}
