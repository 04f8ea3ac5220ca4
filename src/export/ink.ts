/** Colours of pages, as office programs write them; the same as the pictures'. */
export const pageInk = {
  title: "111827",
  text: "1F2937",
  quiet: "5B6472",
  line: "E8EBF0",
  panel: "F3F4F8",
  paper: "FFFFFF",
  highlight: "2F6FDE",
  muted: "B9C7DD",
  attention: "E07B28",
  good: "2458B8",
  bad: "B4540A",
} as const;

/** The colour of a change: good, bad or neither. */
export const changeInk = (good: boolean | undefined): string =>
  good === undefined ? pageInk.quiet : good ? pageInk.good : pageInk.bad;
