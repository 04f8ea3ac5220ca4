/** Block Kit's limits, in characters and items. Slack refuses a whole message or view that breaks one. */
export const limits = {
  blocks: 50,
  /** Texts of all blocks together. Slack refuses somewhat above (`msg_blocks_too_long`), and says nowhere exactly where. */
  messageCharacters: 10_000,
  viewBlocks: 100,
  sectionText: 3000,
  headerText: 150,
  fieldText: 2000,
  fields: 10,
  contextText: 3000,
  buttons: 25,
  buttonText: 75,
  buttonValue: 2000,
  alt: 2000,
  fallbackText: 4000,
  viewTitle: 24,
  inputText: 3000,
  placeholder: 150,
  options: 100,
  optionText: 75,
  optionValue: 150,
  /** Charts: docs.slack.dev, data visualization block. Six series hold everywhere; newer clients take twelve. */
  chartTitle: 50,
  chartLabel: 20,
  chartPoints: 20,
  chartSeries: 6,
  axisLabel: 50,
  /** Tables: docs.slack.dev, data table block; rows with the header, characters over all cells. */
  tableRows: 101,
  tableColumns: 20,
  tableCharacters: 10_000,
  prompts: 4,
} as const;

/** Cuts at a limit with an ellipsis, never through a surrogate pair. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const end = limit - 1;
  const splits = /[\ud800-\udbff]/.test(text.charAt(end - 1));
  return `${text.slice(0, splits ? end - 1 : end)}…`;
}

/** Where a text too long for one portion may be parted: after its last line, else after a sentence or word of its second half. */
function end(portion: string): number {
  const line = portion.lastIndexOf("\n") + 1;
  if (line > 1) return line;
  const last = Math.max(...["。", "；", "，", ". ", " "].map((mark) => portion.lastIndexOf(mark) + mark.length));
  if (last > portion.length / 2) return last;
  return /[\ud800-\udbff]$/.test(portion) ? portion.length - 1 : portion.length;
}

/** Splits a long text so that nothing is dropped, and no line or word is broken where that can be. */
export function portions(text: string, limit: number): string[] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > limit) {
    const at = end(rest.slice(0, limit));
    parts.push(rest.slice(0, at).replace(/\n$/, ""));
    rest = rest.slice(at);
  }
  if (rest !== "") parts.push(rest);
  return parts;
}
