type Any = Record<string, any>;
type Check = (holds: boolean, what: string) => void;

/** Blocks that a message may have, and those that a view may have. */
const inMessages = new Set([
  ...["section", "context", "header", "image", "actions", "divider", "context_actions"],
  ...["data_table", "data_visualization"],
]);
const inViews = new Set(["section", "context", "header", "image", "actions", "divider", "input"]);

/** Slack's `msg_blocks_too_long`: measured by its users between 11,000 and 13,200. Source: bolt-js, issues 2509 and 2867. */
const mostCharacters = 11_000;

function collect(): { broken: string[]; check: Check } {
  const broken: string[] = [];
  return { broken, check: (holds, what) => void (holds || broken.push(what)) };
}

function text(check: Check, value: Any | undefined, limit: number, where: string, plain = false): void {
  const length = value?.text?.length ?? 0;
  check(length > 0 && length <= limit, `${where}: ${length} characters of ${limit}`);
  check(plain ? value?.type === "plain_text" : ["mrkdwn", "plain_text"].includes(value?.type), `${where}: text type`);
  if (value?.type !== "mrkdwn") return;
  check(!/<[^>]*>/.test(value.text), `${where}: mentions or links: ${value.text.slice(0, 40)}`);
  check(value.verbatim === true, `${where}: Slack would make links and mentions of plain text`);
}

function option(check: Check, value: Any, where: string): void {
  text(check, value.text, 75, `${where} option`, true);
  const length = value.value?.length ?? 0;
  check(length > 0 && length <= 150, `${where}: option value of ${length}`);
  if (value.description !== undefined) text(check, value.description, 75, `${where} description`, true);
}

function element(check: Check, value: Any, where: string): void {
  check((value.action_id?.length ?? 0) <= 255, `${where}: action_id of 255`);
  if (value.placeholder !== undefined) text(check, value.placeholder, 150, `${where} placeholder`, true);
  if (value.type === "button") {
    text(check, value.text, 75, `${where} button`, true);
    check((value.value?.length ?? 0) <= 2000, `${where}: value of 2000`);
  } else if (value.type === "static_select") {
    check(value.options.length >= 1 && value.options.length <= 100, `${where}: ${value.options.length} options of 100`);
    for (const one of value.options) option(check, one, where);
    const initial = value.initial_option;
    const known = initial === undefined || value.options.some((one: Any) => one.value === initial.value);
    check(known, `${where}: initial_option is none of the options`);
  } else if (value.type === "external_select") {
    if (value.initial_option !== undefined) option(check, value.initial_option, where);
  } else if (value.type === "plain_text_input") {
    check((value.initial_value?.length ?? 0) <= (value.max_length ?? 3000), `${where}: initial value`);
    check((value.max_length ?? 1) <= 3000, `${where}: max_length of 3000`);
  } else if (value.type === "feedback_buttons") {
    for (const one of [value.positive_button, value.negative_button]) {
      text(check, one.text, 75, `${where} feedback`, true);
      check((one.value?.length ?? 0) > 0 && one.value.length <= 2000, `${where}: feedback value`);
    }
  } else check(false, `${where}: unknown element ${value.type}`);
}

function elements(check: Check, block: Any, where: string, most: number): void {
  const all: Any[] = block.elements ?? [];
  check(all.length >= 1 && all.length <= most, `${where}: ${all.length} elements of ${most}`);
  const ids = all.map((one) => one.action_id);
  check(new Set(ids).size === ids.length, `${where}: an action_id twice`);
  for (const one of all) element(check, one, where);
}

function chart(check: Check, block: Any, where: string): void {
  const label = (value: string, limit: number, what: string): void =>
    check(value.length > 0 && value.length <= limit, `${where}: ${what} ${value.length} of ${limit}`);
  label(block.title, 50, "title");
  const { series, axis_config: axis } = block.chart;
  check(["bar", "line", "area"].includes(block.chart.type), `${where}: chart type`);
  check(series.length >= 1 && series.length <= 6, `${where}: ${series.length} series of 6`);
  check(new Set(series.map((one: Any) => one.name)).size === series.length, `${where}: series names`);
  check(
    axis.categories.length <= 20 && new Set(axis.categories).size === axis.categories.length,
    `${where}: categories`,
  );
  for (const one of axis.categories) label(one, 20, "category");
  for (const one of series) {
    label(one.name, 20, "series name");
    const labels = one.data.map((point: Any) => point.label);
    check(JSON.stringify(labels) === JSON.stringify(axis.categories), `${where}: labels are not the categories`);
    check(
      one.data.every((point: Any) => Number.isFinite(point.value)),
      `${where}: values`,
    );
  }
}

function table(check: Check, block: Any, where: string): void {
  const rows: Any[][] = block.rows;
  check(rows.length >= 2 && rows.length <= 101, `${where}: ${rows.length} rows of 101`);
  const width = rows[0]?.length ?? 0;
  check(width >= 1 && width <= 20 && rows.every((row) => row.length === width), `${where}: columns`);
  check(rows[0]?.every((cell) => cell.type === "raw_text") ?? false, `${where}: head`);
  const cells = rows.flat();
  check(
    cells.every((cell) => cell.text.length > 0),
    `${where}: an empty cell`,
  );
  check(
    cells.every((cell) => cell.type !== "raw_number" || Number.isFinite(cell.value)),
    `${where}: a number`,
  );
  check(cells.reduce((sum, cell) => sum + cell.text.length, 0) <= 10_000, `${where}: characters`);
  check(block.page_size >= 1 && block.page_size <= 100 && block.caption.length > 0, `${where}: page or caption`);
}

function all(check: Check, blocks: readonly Any[], known: ReadonlySet<string>): void {
  const ids = blocks.flatMap(({ block_id: id }) => id ?? []);
  check(new Set(ids).size === ids.length, "a block_id twice");
  for (const [index, block] of blocks.entries()) {
    const where = `block ${index} (${block.type})`;
    check(known.has(block.type), `${where}: not taken here`);
    check((block.block_id?.length ?? 0) <= 255, `${where}: block_id`);
    if (block.type === "section") {
      check(block.text !== undefined || block.fields !== undefined, `${where}: neither text nor fields`);
      if (block.text !== undefined) text(check, block.text, 3000, where);
      const fields: Any[] = block.fields ?? [];
      check(fields.length <= 10, `${where}: ${fields.length} fields of 10`);
      for (const field of fields) text(check, field, 2000, `${where} field`);
      if (block.accessory) element(check, block.accessory, where);
    } else if (block.type === "context") {
      check(block.elements.length >= 1 && block.elements.length <= 10, `${where}: ${block.elements.length} elements`);
      for (const one of block.elements) text(check, one, 3000, `${where} element`);
    } else if (block.type === "header") text(check, block.text, 150, where, true);
    else if (block.type === "image") {
      check(typeof block.alt_text === "string" && block.alt_text.length > 0, `${where}: no alt text`);
      check((block.alt_text?.length ?? 0) <= 2000, `${where}: alt text of 2000`);
      check(Boolean(block.image_url) !== Boolean(block.slack_file), `${where}: exactly one of image_url, slack_file`);
    } else if (block.type === "actions") elements(check, block, where, 25);
    else if (block.type === "context_actions") elements(check, block, where, 5);
    else if (block.type === "data_visualization") chart(check, block, where);
    else if (block.type === "data_table") table(check, block, where);
    else if (block.type === "input") {
      text(check, block.label, 2000, `${where} label`, true);
      element(check, block.element, where);
    }
  }
}

/**
 * Slack's published Block Kit limits, checked as Slack checks them: one break refuses the whole message. Returns every
 * break; an empty list is a message that Slack takes. Source: docs.slack.dev, reference/block-kit.
 */
export function brokenLimits(blocks: readonly unknown[]): string[] {
  const { broken, check } = collect();
  const texts = [...JSON.stringify(blocks).matchAll(/"text":("(?:[^"\\]|\\.)*")/g)];
  const characters = texts.reduce((sum, [, said = '""']) => sum + (JSON.parse(said) as string).length, 0);
  check(characters <= mostCharacters, `${characters} characters of ${mostCharacters}`);
  check(blocks.length > 0 && blocks.length <= 50, `${blocks.length} blocks of 50`);
  all(check, blocks as Any[], inMessages);
  const charts = (blocks as Any[]).filter(({ type }) => type === "data_visualization").length;
  check(charts <= 2, `${charts} charts of 2`);
  return broken;
}

/** The same for a modal or an App Home. Source: docs.slack.dev, reference/views. */
export function brokenViewLimits(view: Any): string[] {
  const { broken, check } = collect();
  check(["modal", "home"].includes(view.type), `view type ${view.type}`);
  check(view.blocks.length <= 100, `${view.blocks.length} blocks of 100`);
  check((view.private_metadata?.length ?? 0) <= 3000, "private_metadata of 3000");
  check((view.callback_id?.length ?? 0) <= 255, "callback_id of 255");
  if (view.type === "modal") {
    for (const name of ["title", "submit", "close"]) text(check, view[name], 24, name, true);
  }
  all(check, view.blocks, inViews);
  return broken;
}
