import { element } from "./element.js";
import { icon } from "./icons.js";
import { suggest, withSlash } from "./suggest.js";
import { say, spoken } from "./words.js";

let made = 0;

/**
 * A question box with suggestions: a combobox whose list opens above it. `ask(text)` is called on Enter.
 * Returns `{ root, edit(text), focus(), text() }`.
 */
export function createComposer({ commands, ask, placeholder, inputId }) {
  made += 1;
  const listId = `options-${made}`;
  const list = element("div", {
    class: "options",
    role: "listbox",
    id: listId,
    "aria-label": say("options"),
    hidden: true,
  });
  const input = element("input", {
    id: inputId,
    type: "text",
    role: "combobox",
    maxlength: 2000,
    autocomplete: "off",
    spellcheck: "false",
    enterkeyhint: "send",
    placeholder: say(placeholder),
    "aria-label": say("question"),
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": listId,
  });
  const count = element("span", { class: "hidden", role: "status" });
  let options = [];
  let active = -1;
  let last = "";

  function mark(index) {
    active = index;
    for (const [place, option] of [...list.children].entries())
      option.setAttribute("aria-selected", String(place === index));
    if (index < 0) return input.removeAttribute("aria-activedescendant");
    input.setAttribute("aria-activedescendant", `${listId}-${index}`);
    const { offsetTop, offsetHeight } = list.children[index];
    list.scrollTop = Math.min(offsetTop, Math.max(list.scrollTop, offsetTop + offsetHeight - list.clientHeight));
  }

  function close() {
    options = [];
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    mark(-1);
  }

  function choose(index) {
    const { fill, kind } = options[index];
    input.value = fill;
    close();
    if (kind === "command") open();
    input.focus();
  }

  function draw(option, index) {
    const parts =
      option.kind === "example"
        ? [element("code", {}, option.label)]
        : [
            element("code", {}, option.label),
            element("span", {}, element("strong", {}, option.title), element("small", {}, option.summary)),
          ];
    return element(
      "div",
      {
        class: "option",
        "data-kind": option.kind,
        role: "option",
        id: `${listId}-${index}`,
        "aria-selected": "false",
        on: {
          pointerdown: (event) => event.preventDefault(),
          click: () => choose(index),
          pointermove: () => active !== index && mark(index),
        },
      },
      ...parts,
    );
  }

  function open() {
    options = suggest(input.value, commands, spoken());
    if (options.length === 0) return close();
    list.replaceChildren(...options.map(draw));
    list.hidden = false;
    list.scrollTop = 0;
    input.setAttribute("aria-expanded", "true");
    count.textContent = say("optionCount", { count: options.length });
    // Half a name is completed by Enter; a whole one is asked.
    const whole = options[0].kind === "example" || options[0].label === withSlash(input.value).toLowerCase();
    mark(whole ? -1 : 0);
  }

  function submit() {
    const text = withSlash(input.value.trim());
    if (text === "") return;
    last = text;
    input.value = "";
    close();
    ask(text);
  }

  function step(by) {
    if (options.length === 0) open();
    if (options.length > 0) mark((active + by + options.length + (active < 0 && by < 0 ? 1 : 0)) % options.length);
  }

  const keys = {
    ArrowDown: () => step(1),
    ArrowUp: () => {
      if (options.length > 0) step(-1);
      else if (input.value === "") input.value = last;
    },
    Escape: (event) => {
      if (options.length > 0) event.stopPropagation();
      close();
    },
    Tab: (event) => {
      if (active < 0) return close();
      event.preventDefault();
      choose(active);
    },
    Enter: (event) => {
      event.preventDefault();
      if (active < 0) submit();
      else choose(active);
    },
  };

  input.addEventListener("input", open);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const handler = keys[event.key];
    // While a Chinese word is being composed, keys belong to the input method.
    if (handler === undefined || event.isComposing || (event.key === "Tab" && event.shiftKey)) return;
    if (event.key.startsWith("Arrow")) event.preventDefault();
    handler(event);
  });

  const form = element(
    "form",
    {
      on: {
        submit: (event) => {
          event.preventDefault();
          submit();
        },
      },
    },
    input,
    element("button", { type: "submit", class: "send", "aria-label": say("send"), title: say("send") }, icon("send")),
  );
  return {
    root: element(
      "div",
      { class: "composer" },
      list,
      form,
      element("p", { class: "keys", "aria-hidden": "true" }, say("keys")),
      count,
    ),
    edit(text) {
      input.value = text;
      input.focus();
      input.setSelectionRange(text.length, text.length);
    },
    focus: () => input.focus(),
    text: () => input.value,
  };
}
