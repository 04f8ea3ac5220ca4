import { element } from "./element.js";
import { say } from "./words.js";

let made = 0;

function drawField(field, id) {
  const shared = { id, name: field.name, required: field.required };
  const input =
    field.choices === undefined
      ? element("input", {
          ...shared,
          type: "text",
          value: field.value,
          maxlength: 2000,
          autocomplete: "off",
          spellcheck: "false",
          placeholder: field.example === undefined ? null : say("example", { text: field.example }),
        })
      : element(
          "select",
          shared,
          ...field.choices.map(({ label, value }) =>
            element("option", { value, selected: value === field.value }, label),
          ),
        );
  return element(
    "div",
    { class: "labelled" },
    element("label", { for: id }, field.label, field.required && element("small", {}, ` ${say("required")}`)),
    input,
  );
}

/** A form inside a message. `send(values)` gets every field by name; `cancel()` is called by its button and by Escape. */
export function drawForm(form, { send, cancel }) {
  made += 1;
  const title = `form-${made}`;
  const root = element(
    "form",
    { class: "form", "aria-labelledby": title },
    element("h4", { id: title }, form.title),
    element("div", { class: "labels" }, ...form.fields.map((field, at) => drawField(field, `${title}-${at}`))),
    element(
      "div",
      { class: "buttons" },
      element("button", { type: "submit", class: "primary" }, form.send),
      element("button", { type: "button", on: { click: cancel } }, say("cancel")),
    ),
  );
  root.addEventListener("submit", (event) => {
    event.preventDefault();
    send(Object.fromEntries(new FormData(root)));
  });
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.stopPropagation();
    cancel();
  });
  return root;
}
