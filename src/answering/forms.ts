import type { Field, Form } from "#answer.ts";
import type { Command } from "#command.ts";
import { type Pieces, piecesOf, textOf } from "#grammar/pieces.ts";
import type { Words } from "#messages.ts";
import { appliesTo, type Dimension } from "#model/dimensions.ts";
import type { Question } from "#question.ts";
import type { Lack } from "#reply.ts";

const nothing: Pieces = { subject: "", period: "", by: "", rest: "" };

/**
 * The form of a command: filled in from the question that it changes, or empty where a question lacks its subject.
 * Every field is text of the grammar, so that what is sent is a question like any other.
 */
export function formOf(
  name: string,
  command: Command,
  question: Question | null,
  about: { readonly words: Words; readonly dimensions: readonly Dimension[] },
): Form {
  const { words, dimensions } = about;
  const { locale } = words;
  const pieces = question === null ? nothing : piecesOf(question);
  const fields: Field[] = [];
  const example = command.examples[0][locale].replace(/^\S+\s*/, "");
  if (command.subject !== undefined) {
    const required = command.subject === "required";
    const asked = { name: "subject", label: words.say("form.subject"), value: pieces.subject, required };
    fields.push(required && example !== "" ? { ...asked, example } : asked);
  }
  if (command.period !== null) {
    const period = { name: "period", label: words.say("form.period"), value: pieces.period, required: false };
    fields.push({ ...period, example: command.period });
  }
  const { narrows } = command;
  if (narrows !== null) {
    const usable = dimensions.filter((dimension) => appliesTo(dimension, narrows));
    if ((command.groupings ?? 1) > 0) {
      const choices = usable.map(({ name: value, label }) => ({ value, label: label[locale] }));
      const none = { value: "", label: words.say("form.nothing") };
      // Two groupings are no choice of the list: they are offered as one more.
      const own = question !== null && question.by.length > 1;
      const both = own
        ? [{ value: pieces.by, label: words.list(question.by.map((dimension) => words.dimension(dimension))) }]
        : [];
      const label = words.say("form.by");
      fields.push({ name: "by", label, value: pieces.by, required: false, choices: [none, ...both, ...choices] });
    }
    const narrowing = { name: "rest", label: words.say("form.only"), value: pieces.rest, required: false };
    const [first] = usable;
    fields.push(first === undefined ? narrowing : { ...narrowing, example: `${first.name}=…` });
  } else if (pieces.rest !== "") {
    fields.push({ name: "rest", label: words.say("form.only"), value: pieces.rest, required: false });
  }
  return {
    command: name,
    title: words.say("form.title", { title: command.title[locale] }),
    fields,
    send: words.say("form.send"),
  };
}

/** The form that asks for what a reply still lacks. */
export function formLacking({ command, title, label, example }: Lack, words: Words): Form {
  const field = { name: "rest", label, value: "", required: true, ...(example === "" ? {} : { example }) };
  return { command, title, fields: [field], send: words.say("form.send") };
}

/** The question that a sent form asks. */
export function filledIn(command: string, values: Readonly<Record<string, string>>): string {
  const { subject = "", period = "", by = "", rest = "" } = values;
  return textOf(command, { subject, period, by, rest });
}
