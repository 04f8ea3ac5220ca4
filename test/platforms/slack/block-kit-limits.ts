/**
 * Slack's published Block Kit limits, checked as Slack checks them: one break refuses the whole message. Returns every
 * break; an empty list is a message that Slack takes. Source: docs.slack.dev, reference/block-kit/blocks.
 */
export function brokenLimits(blocks: readonly unknown[]): string[] {
  const broken: string[] = [];
  const check = (holds: boolean, what: string): void => {
    if (!holds) broken.push(what);
  };
  type Any = Record<string, any>;
  const text = (value: Any | undefined, limit: number, where: string): void => {
    check(value !== undefined && typeof value.text === "string", `${where}: no text`);
    const length = value?.text?.length ?? 0;
    check(length > 0 && length <= limit, `${where}: ${length} characters of ${limit}`);
    check(["mrkdwn", "plain_text"].includes(value?.type), `${where}: type ${value?.type}`);
  };
  check(blocks.length > 0 && blocks.length <= 50, `${blocks.length} blocks of 50`);
  const actionIds = new Set<string>();
  for (const [index, block] of (blocks as Any[]).entries()) {
    const where = `block ${index} (${block.type})`;
    check((block.block_id?.length ?? 0) <= 255, `${where}: block_id`);
    if (block.type === "section") {
      check(block.text !== undefined || block.fields !== undefined, `${where}: neither text nor fields`);
      if (block.text !== undefined) text(block.text, 3000, where);
      const fields: Any[] = block.fields ?? [];
      check(fields.length <= 10, `${where}: ${fields.length} fields of 10`);
      for (const field of fields) text(field, 2000, `${where} field`);
    } else if (block.type === "context") {
      const elements: Any[] = block.elements ?? [];
      check(elements.length >= 1 && elements.length <= 10, `${where}: ${elements.length} elements of 10`);
      for (const element of elements) text(element, 3000, `${where} element`);
    } else if (block.type === "header") {
      text(block.text, 150, where);
    } else if (block.type === "image") {
      check(typeof block.alt_text === "string" && block.alt_text.length > 0, `${where}: no alt text`);
      check((block.alt_text?.length ?? 0) <= 2000, `${where}: alt text of 2000`);
      check(Boolean(block.image_url) !== Boolean(block.slack_file), `${where}: exactly one of image_url, slack_file`);
    } else if (block.type === "actions") {
      const elements: Any[] = block.elements ?? [];
      check(elements.length >= 1 && elements.length <= 25, `${where}: ${elements.length} elements of 25`);
      for (const element of elements) {
        text(element.text, 75, `${where} button`);
        check((element.value?.length ?? 0) <= 2000, `${where}: value of 2000`);
        check((element.action_id?.length ?? 0) <= 255, `${where}: action_id of 255`);
        check(!actionIds.has(element.action_id), `${where}: action_id ${element.action_id} twice`);
        actionIds.add(element.action_id);
      }
    } else if (block.type !== "divider") broken.push(`${where}: unknown type`);
  }
  return broken;
}
