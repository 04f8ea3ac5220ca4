import { drawCard } from "./card.js";
import { element } from "./element.js";
import { clock } from "./format.js";
import { icon } from "./icons.js";
import { say, spoken } from "./words.js";

function avatar(author) {
  if (author === null)
    return element("img", { class: "avatar", src: "/page/icon.svg", alt: "", width: 36, height: 36 });
  const letters = /^[\p{Script=Han}]/u.test(author.name) ? author.name.slice(-2) : [...author.name][0].toUpperCase();
  return element("span", { class: "avatar", "aria-hidden": "true" }, letters);
}

function tag(picture, text) {
  return element("span", { class: "tag" }, icon(picture), text);
}

/**
 * A message: who, when, to whom, what. `handlers` serves its card and its tools: `press`, `edit`, `thread`, `rate`,
 * `share`, `payloads`, `go(room)`; a tool whose handler is missing is not offered. `replies` is how many there are in its thread.
 */
export function drawMessage(message, handlers, replies = 0) {
  const { card, author } = message;
  const hears = message.audience !== null && message.room.startsWith("#");
  const byline = element(
    "div",
    { class: "byline" },
    element("strong", {}, author?.name ?? "Parley"),
    element("time", { datetime: message.at }, clock(message.at, spoken())),
    hears && tag("lock", say("private")),
    message.sharedBy !== null && tag("share", say("sharedBy", { name: message.sharedBy })),
    message.scheduled && tag("clock", say("sentUnasked")),
  );
  const body = element(
    "div",
    { class: "body" },
    byline,
    message.text !== null && element("p", { class: "said" }, message.text),
    card && drawCard(card, cardHandlers(message, handlers)),
    card && drawTools(message, handlers, replies),
  );
  return element("li", { class: "message", "data-id": message.id }, avatar(author), body);
}

function cardHandlers(message, handlers) {
  return {
    press: (button) => handlers.press(message, button),
    edit: handlers.edit,
    rate: handlers.rate && ((good) => handlers.rate(message, good)),
    rating: () => handlers.rating(message),
  };
}

function drawTools(message, handlers, replies) {
  const tool = (picture, text, click, name = "") =>
    element("button", { type: "button", class: name, on: { click } }, icon(picture), text);
  const count = replies === 1 ? say("oneReply") : say("replies", { count: replies });
  const { origin } = message;
  return element(
    "div",
    { class: "tools" },
    handlers.thread &&
      tool(
        "reply",
        replies > 0 ? count : say("replyInThread"),
        () => handlers.thread(message),
        replies > 0 ? "replies" : "",
      ),
    handlers.go &&
      origin &&
      tool("direct", say("openThere", { room: origin.room.startsWith("#") ? origin.room : "Parley" }), () =>
        handlers.go(origin.room),
      ),
    handlers.share &&
      message.card.command !== "" &&
      message.card.error === null &&
      tool("share", say("share"), () => handlers.share(message)),
    handlers.payloads && tool("code", say("payloads"), () => handlers.payloads(message)),
  );
}

/** Parley at work: what it is doing, until the answer comes. */
export function drawTyping({ id, note }) {
  const dots = element("span", { class: "dots", "aria-hidden": "true" }, element("i"), element("i"), element("i"));
  return element(
    "li",
    { class: "message", "data-typing": id },
    avatar(null),
    element("div", { class: "typing body" }, dots, element("span", {}, note)),
  );
}
