import { element } from "./element.js";
import { icon } from "./icons.js";
import { say, spoken } from "./words.js";

function section(title, ...content) {
  return element("section", {}, element("h3", {}, say(title)), ...content);
}

/** A question to press, with what it answers. */
function drawStarter({ label, value }, commands, ask) {
  const command = commands.find(({ name }) => value === `/${name}`);
  return element(
    "li",
    {},
    element(
      "button",
      { type: "button", on: { click: () => ask(value) } },
      element("strong", {}, label),
      command && element("small", {}, command.summary[spoken()]),
      element("code", {}, value),
    ),
  );
}

function drawRecent({ label, value }, ask) {
  return element(
    "li",
    {},
    element("button", { type: "button", on: { click: () => ask(value) } }, element("code", {}, label)),
  );
}

/**
 * What an empty room shows: who one is and what one might ask; in a direct message also what one asked last and what is
 * sent unasked; for the inbox, what will arrive there. `home` is null until it has arrived.
 */
export function drawBeginning(kind, home, commands, ask) {
  if (kind === "inbox")
    return element(
      "div",
      { class: "beginning" },
      element("h2", {}, say("inboxEmpty")),
      element("p", {}, say("inboxEmptyText")),
    );
  const direct = kind === "direct";
  const { about = [], recent = [], suggested = [], subscriptions = [] } = home ?? {};
  return element(
    "div",
    { class: "beginning" },
    element("h2", {}, say("hello")),
    element("p", {}, say("helloText")),
    suggested.length > 0 &&
      element("ul", { class: "starters" }, ...suggested.map((button) => drawStarter(button, commands, ask))),
    direct &&
      recent.length > 0 &&
      section("recent", element("ul", { class: "recent" }, ...recent.map((button) => drawRecent(button, ask)))),
    direct &&
      subscriptions.length > 0 &&
      section(
        "subscriptions",
        element("ul", { class: "facts" }, ...subscriptions.map((line) => element("li", {}, icon("clock"), line))),
      ),
    direct &&
      about.length > 0 &&
      section(
        "whoAmI",
        element(
          "ul",
          { class: "facts" },
          ...about.map((line, at) => element("li", {}, icon(at === 0 ? "person" : "clock"), line)),
        ),
      ),
  );
}
