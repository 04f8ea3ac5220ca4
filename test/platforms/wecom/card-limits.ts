/** The limits of WeCom's template cards, checked as its documentation states them (path 101032). */

const characters = (text: unknown): number => (typeof text === "string" ? [...text].length : 0);
const bytes = (text: unknown): number => (typeof text === "string" ? Buffer.byteLength(text) : 0);

/** What is wrong with a card; empty when WeCom would take it. */
export function brokenCardLimits(card: any): string[] {
  const complaints: string[] = [];
  const must = (right: boolean, complaint: string): void => void (right || complaints.push(complaint));
  const types = ["text_notice", "news_notice", "button_interaction", "vote_interaction", "multiple_interaction"];
  must(types.includes(card.card_type), `card_type ${card.card_type}`);
  must(characters(card.main_title?.title) <= 26, "main_title.title above 26 characters");
  must(characters(card.main_title?.desc) <= 30, "main_title.desc above 30 characters");
  must(characters(card.sub_title_text) <= 112, "sub_title_text above 112 characters");
  const reacts = !card.card_type.endsWith("_notice");
  if (reacts) {
    must(/^[\w@-]{1,128}$/.test(card.task_id ?? ""), `task_id ${card.task_id}`);
    must(characters(card.main_title?.title) > 0, "no main_title");
  } else must([1, 2].includes(card.card_action?.type), "a notice needs a card_action");
  const keys: string[] = [];
  const button = ({ text, key }: any): void => {
    must(characters(text) > 0 && characters(text) <= 10, `button "${text}" above 10 characters`);
    must(bytes(key) > 0 && bytes(key) <= 1024, "button key above 1,024 bytes");
    keys.push(key);
  };
  if (card.card_type === "button_interaction") {
    must(card.button_list?.length >= 1 && card.button_list.length <= 6, "not 1 to 6 buttons");
    for (const one of card.button_list ?? []) button(one);
  }
  if (card.submit_button) button(card.submit_button);
  must(new Set(keys).size === keys.length, "button keys repeat");
  const options = (list: any[], most: number, longest: number, what: string): void => {
    must(list.length >= 1 && list.length <= most, `not 1 to ${most} options in ${what}`);
    must(new Set(list.map(({ id }) => id)).size === list.length, `option ids repeat in ${what}`);
    for (const { id, text } of list) {
      must(bytes(id) > 0 && bytes(id) <= 128, `option id of ${what} above 128 bytes`);
      must(characters(text) <= longest, `option "${text}" above ${longest} characters`);
    }
  };
  if (card.card_type === "vote_interaction") options(card.checkbox.option_list, 20, 11, "checkbox");
  if (card.card_type === "multiple_interaction") {
    must(card.select_list?.length >= 1 && card.select_list.length <= 3, "not 1 to 3 selects");
    for (const select of card.select_list ?? []) {
      must(characters(select.title) <= 13, "select title above 13 characters");
      options(select.option_list, 10, 10, select.question_key);
    }
  }
  const rows = card.horizontal_content_list ?? [];
  must(rows.length <= 6, "above 6 rows");
  for (const { keyname, value } of rows) {
    must(characters(keyname) <= 5, `row name "${keyname}" above 5 characters`);
    must(characters(value) <= 26, `row value "${value}" above 26 characters`);
  }
  must(characters(card.emphasis_content?.title) <= 10, "emphasis above 10 characters");
  must(characters(card.emphasis_content?.desc) <= 15, "emphasis note above 15 characters");
  must((card.jump_list ?? []).length <= 3, "above 3 links");
  return complaints;
}

/** What a text in WeCom's markdown would do besides being read. */
export function brokenMarkdown(text: string, limit: number): string[] {
  const complaints: string[] = [];
  if (Buffer.byteLength(text) > limit) complaints.push(`text above ${limit} bytes`);
  if (/<@[^>]*>/.test(text)) complaints.push("a mention");
  if (/\]\(/.test(text)) complaints.push("a link");
  if (/\bhttps?:\/\//i.test(text)) complaints.push("an address that links by itself");
  if (/<font/i.test(text)) complaints.push("a colour");
  return complaints;
}
