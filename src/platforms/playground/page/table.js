import { element } from "./element.js";
import { isAmount } from "./format.js";
import { say } from "./words.js";

/** A table that scrolls inside its own box, by keyboard too. */
export function drawTable(table) {
  const kind = (column) => (isAmount(column.format) ? "amount" : column.format);
  const head = table.columns.map((column) => element("th", { scope: "col", class: kind(column) }, column.label));
  const rows = table.cells.map((texts) =>
    element("tr", {}, ...texts.map((text, at) => element("td", { class: kind(table.columns[at]) }, text))),
  );
  const box = element(
    "div",
    { class: "table", tabindex: "0", role: "group", "aria-label": say("scrollTable") },
    element("table", {}, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...rows)),
  );
  const more = table.total > table.rows.length;
  return element(
    "div",
    {},
    box,
    more && element("p", { class: "more" }, say("rows", { shown: table.rows.length, total: table.total })),
  );
}
