import { element } from "./element.js";

/** What is special inside a line, by dialect: escapes, bold, italics, code. */
const DIALECTS = {
  slack: /(?<code>`[^`]+`)|(?<bold>\*[^*\n]+\*)|(?<italic>_[^_\n]+_)/gu,
  wecom: /\\(?<escaped>[^\w\s])|(?<bold>\*\*(?:\\.|[^*\\])+\*\*)|(?<code>`[^`]+`)/gu,
};
const ENTITIES = { "&lt;": "<", "&gt;": ">", "&amp;": "&" };

const plain = (text) => text.replace(/&(?:lt|gt|amp);/g, (entity) => ENTITIES[entity]).replace(/\\([^\w\s])/gu, "$1");

function inline(line, dialect) {
  const parts = [];
  let at = 0;
  for (const match of line.matchAll(DIALECTS[dialect])) {
    parts.push(plain(line.slice(at, match.index)));
    const { bold, italic, code, escaped } = match.groups;
    if (bold) parts.push(element("b", {}, plain(bold.replace(/^\*+|\*+$/g, ""))));
    else if (italic) parts.push(element("i", {}, plain(italic.slice(1, -1))));
    else if (code) parts.push(element("code", {}, plain(code.slice(1, -1))));
    else parts.push(escaped);
    at = match.index + match[0].length;
  }
  parts.push(plain(line.slice(at)));
  return parts.filter((part) => part !== "");
}

/** `| a | b |` → its cells; a bar with a backslash before it is a cell's own. */
const cellsOf = (line) =>
  line
    .trim()
    .replace(/^\||\|$/g, "")
    .split(/(?<!\\)\|/u)
    .map((cell) => cell.trim());
const isRule = (line) => /^\|[\s:|-]+\|$/.test(line.trim());

function table(lines, dialect) {
  const rows = lines.filter((line) => !isRule(line)).map(cellsOf);
  const draw = (tag) => (cells) =>
    element("tr", {}, ...cells.map((cell) => element(tag, {}, ...inline(cell, dialect))));
  const [head = [], ...body] = rows;
  return element("table", {}, element("thead", {}, draw("th")(head)), element("tbody", {}, ...body.map(draw("td"))));
}

/** Markup of a chat as elements, roughly as it looks there: bold, italics, code, quotes, lists, tables. */
export function drawMarkup(text, dialect) {
  const drawn = [];
  let rows = [];
  const flush = () => {
    if (rows.length > 0) drawn.push(table(rows, dialect));
    rows = [];
  };
  for (const line of text.split("\n")) {
    if (dialect === "wecom" && line.startsWith("|")) {
      rows.push(line);
      continue;
    }
    flush();
    const quote = dialect === "wecom" && line.startsWith("> ");
    const item = /^(?:[-•→]|\d+\.) /u.test(line);
    const said = quote ? line.slice(2) : item ? line.replace(/^- /, "• ") : line;
    drawn.push(element("p", { class: quote ? "quote" : item ? "item" : "" }, ...inline(said, dialect)));
  }
  flush();
  return drawn;
}
