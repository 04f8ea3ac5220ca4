import { element } from "./element.js";
import { icon } from "./icons.js";
import { drawMarkup } from "./markup.js";
import { say } from "./words.js";

const WAYS = new Set(["bot", "app", "webhook"]);

const button = (text) => element("span", { class: "press" }, text);

/** How each of Slack's blocks looks, roughly. */
const blocks = {
  header: ({ text }) => element("p", { class: "large" }, text.text),
  divider: () => element("hr"),
  section: ({ text, fields = [] }) =>
    element(
      "div",
      {},
      ...(text ? drawMarkup(text.text, "slack") : []),
      fields.length > 0 &&
        element(
          "div",
          { class: "pairs" },
          ...fields.map((field) => element("div", {}, ...drawMarkup(field.text, "slack"))),
        ),
    ),
  context: ({ elements }) =>
    element("div", { class: "small" }, ...elements.flatMap(({ text = "" }) => drawMarkup(text, "slack"))),
  actions: ({ elements }) => element("div", { class: "presses" }, ...elements.map(({ text }) => button(text.text))),
  context_actions: () => element("div", { class: "presses" }, icon("good"), icon("bad")),
};

function picture(image) {
  return image && element("img", { src: image.url, alt: image.alt, width: image.width, height: image.height });
}

function drawSlack(payload, image) {
  const drawn = payload.blocks.map((block) => blocks[block.type]?.(block));
  return [element("div", { class: "bubble" }, ...drawn, picture(image))];
}

function drawCard(card) {
  const { main_title: title, select_list: selects = [], button_list: buttons = [], submit_button: send } = card;
  return element(
    "div",
    { class: "bubble" },
    element("p", {}, element("b", {}, title?.title ?? "")),
    title?.desc && element("p", { class: "small" }, title.desc),
    ...selects.map((select) =>
      element("p", { class: "item" }, `${select.title}: ${select.option_list?.[0]?.text ?? ""} ▾`),
    ),
    element("div", { class: "presses" }, ...[...buttons, ...(send ? [send] : [])].map(({ text }) => button(text))),
  );
}

function drawWecomMessage(message, image) {
  const body = message[message.msgtype] ?? {};
  if (message.msgtype === "template_card") return drawCard(body);
  const text = element("div", {}, ...drawMarkup(body.content ?? "", "wecom"));
  return element("div", { class: "bubble" }, text, body.image && picture(image));
}

/** By the way in which WeCom is connected. */
function drawWecom(payload, image) {
  return Object.entries(payload).flatMap(([way, messages]) => [
    element("h3", {}, WAYS.has(way) ? say(`way_${way}`) : way),
    ...messages.map((message) => drawWecomMessage(message, image)),
  ]);
}

/**
 * Roughly how a payload looks on its platform: a list of elements, none when it is of no known kind. `image` is the
 * answer's picture, which payloads only name.
 */
export function drawPreview(json, image) {
  const payload = JSON.parse(json);
  if (Array.isArray(payload?.blocks)) return drawSlack(payload, image);
  const lists = typeof payload === "object" && payload !== null ? Object.values(payload) : [];
  const messages =
    lists.length > 0 && lists.every((list) => Array.isArray(list) && list.every(({ msgtype }) => msgtype));
  return messages ? drawWecom(payload, image) : [];
}
