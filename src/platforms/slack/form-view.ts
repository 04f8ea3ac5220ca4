import type { types } from "@slack/bolt";
import type { Field, Form } from "#answer.ts";
import { cut, limits } from "./limits.ts";

/** What a view remembers until it is sent. */
export interface Errands {
  /** The command that the fields complete. */
  readonly command?: string;
  /** The text of the question from which the form was made, to look its choices up again. */
  readonly question?: string;
  /** Where the answer goes; without it, to the direct message. */
  readonly channel?: string;
  readonly thread?: string;
  readonly direct?: boolean;
  /** The answer that is rated. */
  readonly answer?: string;
}

/** Slack keeps 3,000 characters with a view; no question that reads is as long. */
const longestQuestion = 1_000;

export const plain = (text: string, limit: number) => ({ type: "plain_text" as const, text: cut(text, limit) });

/** Slack takes no empty value, and a choice may be one. */
const choiceValue = (value: string): string => `=${value}`;
const chosenValue = (value: string): string => value.slice(1);

export function option({ label, value }: { readonly label: string; readonly value: string }) {
  return { text: plain(label === "" ? "–" : label, limits.optionText), value: choiceValue(value) };
}

const fits = ({ value }: { readonly value: string }): boolean => choiceValue(value).length <= limits.optionValue;

/** A list of up to 100 choices is a menu; a longer one is searched in; one whose values Slack cannot take is text. */
function element(field: Field): types.InputBlock["element"] {
  const { value, choices, example } = field;
  const hint = example === undefined || example === "" ? {} : { placeholder: plain(example, limits.placeholder) };
  if (choices === undefined || choices.length === 0 || !choices.every(fits)) {
    const filled = value === "" ? {} : { initial_value: cut(value, limits.inputText) };
    return { type: "plain_text_input", action_id: "value", max_length: limits.inputText, ...filled, ...hint };
  }
  const chosen = choices.find((choice) => choice.value === value);
  const initial = chosen === undefined ? {} : { initial_option: option(chosen) };
  if (choices.length > limits.options)
    return { type: "external_select", action_id: "parley.choices", min_query_length: 0, ...initial, ...hint };
  return { type: "static_select", action_id: "value", options: choices.map(option), ...initial, ...hint };
}

export function modal(
  callback: string,
  title: string,
  labels: { readonly send: string; readonly cancel: string },
  blocks: types.AnyBlock[],
  errands: Errands,
): types.ModalView {
  return {
    type: "modal",
    callback_id: callback,
    title: plain(title, limits.viewTitle),
    submit: plain(labels.send, limits.viewTitle),
    close: plain(labels.cancel, limits.viewTitle),
    private_metadata: JSON.stringify({ ...errands, question: errands.question?.slice(0, longestQuestion) }),
    blocks: blocks.slice(0, limits.viewBlocks),
  };
}

/** A form as a modal: a field an input, by the field's name. */
export function formView(form: Form, cancel: string, errands: Errands): types.ModalView {
  const inputs = form.fields.map((field) => ({
    type: "input" as const,
    block_id: field.name,
    label: plain(field.label, limits.inputText),
    optional: !field.required,
    element: element(field),
  }));
  const labels = { send: form.send, cancel };
  return modal("parley.form", form.title, labels, inputs, { ...errands, command: form.command });
}

/** A sent view, as far as it is read. */
export interface SentView {
  readonly private_metadata: string;
  readonly blocks: readonly { readonly type: string; readonly block_id?: string; readonly optional?: boolean }[];
  readonly state: {
    readonly values: Readonly<
      Record<
        string,
        Readonly<
          Record<
            string,
            { readonly value?: string | null; readonly selected_option?: { readonly value: string } | null }
          >
        >
      >
    >;
  };
}

export const errandsOf = (view: { readonly private_metadata: string }): Errands =>
  JSON.parse(view.private_metadata || "{}") as Errands;

/** The fields of a sent view by name, and which required ones say nothing. */
export function valuesOf({ blocks, state }: SentView): {
  readonly values: Readonly<Record<string, string>>;
  readonly missing: readonly string[];
} {
  const values: Record<string, string> = {};
  for (const [name, elements] of Object.entries(state.values)) {
    const [given] = Object.values(elements);
    const { selected_option: selected, value } = given ?? {};
    values[name] = selected ? chosenValue(selected.value) : (value ?? "");
  }
  const missing = blocks.flatMap(({ type, block_id: name = "", optional }) =>
    type === "input" && optional !== true && (values[name] ?? "").trim() === "" ? [name] : [],
  );
  return { values, missing };
}
