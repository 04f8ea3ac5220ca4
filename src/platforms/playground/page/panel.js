import { createComposer } from "./composer.js";
import { byId, element } from "./element.js";
import { icon } from "./icons.js";
import { createList } from "./list.js";
import { drawPayloads } from "./payloads.js";
import { say } from "./words.js";

const narrow = matchMedia("(max-width: 820px)");

/** The side panel: a thread, or the payloads of an answer. */
export function createPanel() {
  const panel = byId("panel");
  let opener = null;
  let list = null;
  let composer = null;
  let thread = null;
  /** Message whose payloads are awaited or shown. */
  let payloadsOf = null;

  function close() {
    if (panel.hidden) return;
    panel.hidden = true;
    panel.replaceChildren();
    byId("main").inert = false;
    thread = null;
    payloadsOf = null;
    if (opener?.isConnected) opener.focus();
    else byId("question")?.focus();
  }

  function open(title, ...content) {
    if (panel.hidden) opener = document.activeElement;
    panel.hidden = false;
    panel.setAttribute("aria-label", title);
    byId("main").inert = narrow.matches;
    const leave = element(
      "button",
      { type: "button", class: "icon", "aria-label": say("close"), on: { click: close } },
      icon("close"),
    );
    panel.replaceChildren(element("header", {}, element("h2", {}, title), leave), ...content);
    return leave;
  }

  panel.addEventListener("keydown", (event) => event.key === "Escape" && close());

  return {
    close,
    /** Root message of the thread on screen, or null. */
    thread: () => thread,
    showThread(root, messages, handlers, commands, ask) {
      thread = root;
      const items = element("ol", { class: "messages" });
      const scroll = element(
        "section",
        { class: "scroll", "aria-label": say("messages") },
        element("div", { class: "column" }, items),
      );
      composer = createComposer({ commands, ask, placeholder: "placeholderThread", inputId: "thread-question" });
      open(
        say("thread"),
        scroll,
        element("div", { class: "dock" }, element("div", { class: "column" }, composer.root)),
      );
      list = createList(scroll, items);
      list.fill(messages, { ...handlers, edit: composer.edit }, () => 0);
      composer.focus();
    },
    /** The list of the thread on screen, or null. */
    list: () => (thread === null ? null : list),
    add(message, handlers) {
      list.add(message, { ...handlers, edit: composer.edit }, true);
    },
    work(progress) {
      if (thread !== null) list.work(progress);
    },
    awaitPayloads(message) {
      thread = null;
      payloadsOf = message;
      open(say("payloads")).focus();
    },
    showPayloads(event) {
      if (payloadsOf?.id === event.message) panel.append(drawPayloads(event.payloads, payloadsOf.card.image));
    },
  };
}
