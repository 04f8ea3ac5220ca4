import { element } from "./element.js";
import { icon } from "./icons.js";
import { drawRating } from "./rating.js";
import { drawTable } from "./table.js";
import { say } from "./words.js";
import { zoom } from "./zoom.js";

/** An answer. `handlers`: `press(button)`, `edit(command)`, `rate(good)`, `rating()`. Every part that the answer has is shown, in reading order. */
export function drawCard(card, handlers) {
  // What only lacks an argument, or has several meanings, is no failure: it is a question back.
  const asks = card.error && (card.form || card.buttons.length > 0);
  const failed = card.error && !asks;
  const alone = card.image === null && card.table === null && card.kpis.length + card.actions.length === 0;
  const rateable = handlers.rate && !card.error;
  const kind = failed ? "error" : asks ? "asks" : card.empty ? "quiet" : "";
  return element(
    "article",
    { class: `card ${kind}`, lang: card.locale === "zh" ? "zh-CN" : "en" },
    element(
      "div",
      {},
      element("h3", {}, card.headline),
      card.context && element("p", { class: "context" }, card.context),
    ),
    card.error?.hint && element("p", { class: "hint" }, card.error.hint),
    card.image && drawChart(card.image),
    card.kpis.length > 0 && element("dl", { class: "kpis" }, ...card.kpis.map(drawKpi)),
    card.table && drawTable(card.table),
    drawList("insights", card.insights, alone),
    drawList("actions", card.actions),
    card.files.length > 0 && element("ul", { class: "files" }, ...card.files.map(drawFile)),
    card.buttons.length > 0 &&
      element("div", { class: "buttons" }, ...card.buttons.map((button) => drawButton(button, handlers))),
    card.footnotes.length > 0 &&
      element(
        "details",
        { class: "notes" },
        element("summary", {}, say("notes", { count: card.footnotes.length })),
        element("ul", {}, ...card.footnotes.map((note) => element("li", {}, note))),
      ),
    (card.command || rateable) &&
      element(
        "div",
        { class: "foot" },
        card.command && drawCommand(card.command, handlers),
        rateable && drawRating(handlers),
      ),
    failed && element("p", { class: "reference" }, `${card.error.code} · ${say("reference", { id: card.id })}`),
  );
}

function drawFile({ url, name, bytes }) {
  const size = bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`;
  const link = element("a", { href: url, download: name, "aria-label": say("download", { name, size }) }, name);
  return element("li", {}, link, element("span", { class: "size" }, ` ${size}`));
}

function drawChart(image) {
  const size = { width: image.width, height: image.height };
  return element(
    "button",
    { type: "button", class: "chart", title: say("enlarge"), on: { click: () => zoom(image) } },
    element("img", { src: image.url, alt: image.alt, decoding: "async", ...size }),
    element("span", { class: "hidden" }, say("enlarge")),
  );
}

function drawKpi({ label, value, change, good }) {
  const mood = good === undefined ? "" : good ? "good" : "bad";
  return element(
    "div",
    { class: "kpi" },
    element("dt", {}, label),
    element("dd", {}, value, change && " ", change && element("span", { class: `change ${mood}` }, change)),
  );
}

/** `alone`: there is nothing from which the list would have to be told apart. */
function drawList(name, items, alone = false) {
  if (items.length === 0) return null;
  return element(
    "section",
    { class: name },
    !alone && element("h4", {}, say(name)),
    element("ul", {}, ...items.map((item) => element("li", {}, item))),
  );
}

function drawButton(button, handlers) {
  const picture = button.action === "ask" ? null : icon(button.action);
  const pressed = { click: () => handlers.press(button) };
  return element(
    "button",
    { type: "button", "data-action": button.action, title: button.action === "ask" ? button.value : null, on: pressed },
    picture,
    button.label,
  );
}

function drawCommand(command, handlers) {
  return element(
    "button",
    { type: "button", class: "command", title: say("editCommand"), on: { click: () => handlers.edit(command) } },
    element("span", { class: "hidden" }, `${say("understood")} `),
    element("code", {}, command),
    icon("edit"),
    element("span", { class: "hidden" }, ` · ${say("editCommand")}`),
  );
}
