import { element } from "./element.js";
import { icon } from "./icons.js";
import { say } from "./words.js";

/** Shows a dialog and removes it when it closes. A click beside it closes it, as Escape does. */
export function show(dialog) {
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  document.body.append(dialog);
  dialog.showModal();
}

/** A chart as large as the window allows. */
export function zoom(image) {
  const close = element("button", { class: "icon", value: "close", "aria-label": say("close") }, icon("close"));
  const dialog = element(
    "dialog",
    { class: "zoom", "aria-label": image.alt },
    element("img", { src: image.url, alt: image.alt, width: image.width, height: image.height }),
    element("form", { method: "dialog" }, close),
  );
  dialog.style.setProperty("--ratio", String(image.width / image.height));
  show(dialog);
}

/** Asks which channel to share into; calls `chosen(channel)` unless cancelled. */
export function chooseChannel(channels, chosen) {
  const buttons = channels.map((channel) => element("button", { value: channel }, channel));
  const dialog = element(
    "dialog",
    { class: "chooser", "aria-labelledby": "chooser-title" },
    element("h2", { id: "chooser-title" }, say("shareTo")),
    element("form", { method: "dialog" }, ...buttons, element("button", { value: "" }, say("cancel"))),
  );
  dialog.addEventListener("close", () => dialog.returnValue !== "" && chosen(dialog.returnValue));
  show(dialog);
}
