import { element } from "./element.js";
import { icon } from "./icons.js";
import { say } from "./words.js";

/** Two thumbs; the pressed one is what the reader thinks. */
export function drawRating(handlers) {
  const thumb = (good) =>
    element(
      "button",
      {
        type: "button",
        class: "thumb",
        "data-good": String(good),
        "aria-label": say(good ? "rateGood" : "rateBad"),
        title: say(good ? "rateGood" : "rateBad"),
        on: { click: () => handlers.rate(good) },
      },
      icon(good ? "good" : "bad"),
    );
  const thumbs = element("span", { class: "rating" }, thumb(true), thumb(false));
  paintRating(thumbs, handlers.rating());
  return thumbs;
}

/** Shows a rating on the thumbs inside an element; undefined: none yet. */
export function paintRating(root, good) {
  for (const thumb of root.querySelectorAll(".thumb"))
    thumb.setAttribute("aria-pressed", String(thumb.dataset.good === String(good)));
}
