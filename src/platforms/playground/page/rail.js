import { byId, element } from "./element.js";
import { icon } from "./icons.js";
import { say } from "./words.js";

const narrow = matchMedia("(max-width: 820px)");

function drawRoom(room, current, go) {
  const name = room.kind === "inbox" ? say("inbox") : room.name;
  const badge = room.unread > 0 && [
    element("span", { class: "badge", "aria-hidden": "true" }, room.unread > 99 ? "99+" : String(room.unread)),
    element("span", { class: "hidden" }, ` ${say("unread", { count: room.unread })}`),
  ];
  const attributes = {
    type: "button",
    class: `room ${room.unread > 0 ? "unread" : ""}`,
    "data-room": room.id,
    "aria-current": room.id === current ? "page" : null,
    on: { click: () => go(room.id) },
  };
  return element("li", {}, element("button", attributes, icon(room.kind), name, badge));
}

/** The list of conversations, and who is sitting here. */
export function drawRail({ rooms, room, personas, persona, locale }, go) {
  const focused = document.activeElement?.dataset?.room;
  const sections = [
    ["channels", "channel"],
    ["directMessages", "direct"],
    ["scheduled", "inbox"],
  ].map(([title, kind]) => [
    element("h2", {}, say(title)),
    element("ul", {}, ...rooms.filter((one) => one.kind === kind).map((one) => drawRoom(one, room, go))),
  ]);
  byId("rooms").replaceChildren(...sections.flat());
  if (focused !== undefined)
    byId("rooms")
      .querySelector(`[data-room="${CSS.escape(focused)}"]`)
      ?.focus();
  const select = byId("persona");
  select.replaceChildren(...personas.map((one) => element("option", { value: one.id }, one.name ?? one.id)));
  select.value = persona;
  for (const button of byId("languages").children)
    button.setAttribute("aria-pressed", String(button.dataset.locale === locale));
  const unread = rooms.reduce((sum, one) => sum + one.unread, 0);
  document.title = unread > 0 ? `(${unread}) Parley` : "Parley";
}

function setDrawer(open) {
  byId("rail").classList.toggle("shown", open);
  byId("open-rail").setAttribute("aria-expanded", String(open));
  byId("main").inert = open;
}

/** On a narrow screen the rail is a drawer: closes it. */
export function closeDrawer() {
  if (!byId("rail").classList.contains("shown")) return;
  setDrawer(false);
  byId("open-rail").focus();
}

/** Wires the drawer and the switches. `chosen({ persona?, locale? })` is called with what was changed. */
export function startRail(chosen) {
  byId("open-rail").append(icon("menu"));
  byId("close-rail").append(icon("close"));
  byId("open-rail").addEventListener("click", () => {
    setDrawer(true);
    byId("close-rail").focus();
  });
  byId("close-rail").addEventListener("click", closeDrawer);
  byId("shade").addEventListener("click", closeDrawer);
  document.addEventListener("keydown", (event) => event.key === "Escape" && closeDrawer());
  narrow.addEventListener("change", () => setDrawer(false));
  byId("persona").addEventListener("change", (event) => chosen({ persona: event.target.value }));
  byId("languages").addEventListener("click", (event) => {
    const { locale } = event.target.dataset;
    if (locale !== undefined) chosen({ locale });
  });
}
