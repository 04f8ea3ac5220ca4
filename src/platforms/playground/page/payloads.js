import { element } from "./element.js";
import { drawPreview } from "./preview.js";
import { say } from "./words.js";

/**
 * What other platforms would send, a tab each: roughly how it looks, and its JSON. Arrow keys walk the tabs. `image` is
 * the answer's picture.
 */
export function drawPayloads(payloads, image) {
  const names = Object.keys(payloads);
  if (names.length === 0)
    return element("div", { class: "payloads" }, element("p", { class: "note" }, say("payloadsEmpty")));
  const code = element("pre", { tabindex: "0" });
  const preview = element("div", { class: "preview" });
  const source = element("details", {}, element("summary", {}, say("json")), code);
  const shown = element(
    "div",
    { tabindex: "0", role: "tabpanel", id: "payload", "aria-labelledby": "payload-tab-0" },
    preview,
    source,
  );
  const copied = element("span", { class: "note", role: "status" });
  const tabs = names.map((name, index) =>
    element(
      "button",
      {
        type: "button",
        role: "tab",
        id: `payload-tab-${index}`,
        "aria-controls": "payload",
        on: { click: () => choose(index) },
      },
      name,
    ),
  );

  function choose(index) {
    for (const [place, tab] of tabs.entries()) {
      tab.setAttribute("aria-selected", String(place === index));
      tab.tabIndex = place === index ? 0 : -1;
    }
    code.textContent = payloads[names[index]];
    const looks = drawPreview(payloads[names[index]], image);
    preview.replaceChildren(...looks);
    source.open = looks.length === 0;
    shown.setAttribute("aria-labelledby", `payload-tab-${index}`);
    shown.scrollTop = 0;
    copied.textContent = "";
  }

  function walk(event) {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (by === undefined) return;
    const next = (tabs.indexOf(event.target) + by + tabs.length) % tabs.length;
    choose(next);
    tabs[next].focus();
  }

  async function copy() {
    await navigator.clipboard.writeText(code.textContent);
    copied.textContent = say("copied");
  }

  choose(0);
  return element(
    "div",
    { class: "payloads" },
    element("p", { class: "note" }, say("payloadsText")),
    element(
      "div",
      { class: "segments", role: "tablist", "aria-label": say("payloads"), on: { keydown: walk } },
      ...tabs,
    ),
    shown,
    element(
      "div",
      { class: "buttons" },
      element("button", { type: "button", on: { click: copy } }, say("copy")),
      copied,
    ),
  );
}
