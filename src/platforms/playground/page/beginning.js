import { element } from "./element.js";
import { say, spoken } from "./words.js";

const STARTERS = 6;

/** One command of each group, round and round, until there are enough to begin with. */
function starters(commands) {
  const groups = Object.values(Object.groupBy(commands, (command) => command.group));
  const longest = Math.max(0, ...groups.map((group) => group.length));
  const rounds = Array.from({ length: longest }, (_, round) => groups.map((group) => group[round]));
  return rounds
    .flat()
    .filter((command) => command?.examples.length > 0)
    .slice(0, STARTERS);
}

/** What an empty room shows: examples to press; for the inbox, what will arrive there. */
export function drawBeginning(kind, commands, ask) {
  if (kind === "inbox")
    return element(
      "div",
      { class: "beginning" },
      element("h2", {}, say("inboxEmpty")),
      element("p", {}, say("inboxEmptyText")),
    );
  const items = starters(commands).map((command) => {
    const example = command.examples[0][spoken()];
    return element(
      "li",
      {},
      element(
        "button",
        { type: "button", on: { click: () => ask(example) } },
        element("strong", {}, command.title[spoken()]),
        element("small", {}, command.summary[spoken()]),
        element("code", {}, example),
      ),
    );
  });
  return element(
    "div",
    { class: "beginning" },
    element("h2", {}, say("hello")),
    element("p", {}, say("helloText")),
    element("ul", { class: "starters" }, ...items),
  );
}
