import { type Asker, recognise } from "#access/asker.ts";
import { type Owner, readOwners } from "#access/directory.ts";
import { createDispatch, type Parts } from "#dispatch.ts";
import type { Landing } from "#store.ts";
import { demoNow, demoParley } from "../demo-company.ts";
import { textsInside } from "../export/unzipped.ts";

/** Nothing of the demo company reads like this: whoever says it knows other people's rows. */
const canary = /雀|CANARY/i;

type Demo = Awaited<ReturnType<typeof demoParley>>;

/** A representative with customers and deals of their own. */
async function choose(owners: readonly Owner[], { parley }: Demo): Promise<Owner> {
  const managers = new Set(owners.map(({ managerKey }) => managerKey));
  const view = parley.parts.store.view({ owners: null, filters: [], by: [] });
  const busiest = await view.select(
    "SELECT owner_id AS owner, count(*) AS deals FROM opportunities WHERE owner_id IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1",
    {},
    { owner: "integer", deals: "integer" },
  );
  const found = busiest
    .map(({ owner }) => owners.find(({ key }) => key === owner))
    .find((owner) => owner?.active && owner.managerKey !== null && !managers.has(owner.key));
  if (found === undefined) throw new Error("the demo company has busy representatives");
  return found;
}

const ofAccount = [
  ...["orders", "order_lines", "returns", "payments", "contracts", "receivable_plans", "tickets", "surveys"],
  ...["mentions", "web_events", "campaign_members", "account_tags", "contacts", "consents"],
];
const ofOwner = ["opportunities", "activities", "leads", "targets"];
const owned = "SELECT id FROM data.accounts WHERE owner_id = $rep OR (owner_id IS NULL AND pool IS NOT NULL)";

/** Leaves every eighth of other people's customers and what they did: questions are asked by the hundred. */
async function shrink(landing: Landing, rep: number): Promise<void> {
  const strange = "owner_id IS DISTINCT FROM $rep AND id % 8 <> 0";
  await landing.run(`DELETE FROM data.accounts WHERE ${strange}`, { rep });
  for (const table of ofAccount) {
    await landing.run(
      `DELETE FROM data.${table} WHERE account_id IS NOT NULL AND account_id NOT IN (SELECT id FROM data.accounts)`,
    );
  }
  for (const table of ofOwner) await landing.run(`DELETE FROM data.${table} WHERE ${strange}`, { rep });
  await landing.run(
    "DELETE FROM data.opportunity_stage_events WHERE opportunity_id NOT IN (SELECT id FROM data.opportunities)",
  );
  await landing.run(
    "DELETE FROM data.opportunity_snapshots WHERE opportunity_id NOT IN (SELECT id FROM data.opportunities)",
  );
}

/** A name of the same length whose middle is another: of a pool account only the rest is shown. */
const middle = `name = left(name, 1) || repeat('雀', length(name) - CASE WHEN length(name) >= 5 THEN 3 ELSE 1 END)
  || CASE WHEN length(name) >= 5 THEN right(name, 2) ELSE '' END`;

/** Changes everything in the rows that a representative may not see, so that nothing of theirs is as it was. */
async function perturb(landing: Landing, rep: number): Promise<void> {
  const change = (table: string, where: string, changes: readonly string[]): Promise<void> =>
    landing.run(`UPDATE data.${table} SET ${changes.join(", ")} WHERE ${where}`, where.includes("$rep") ? { rep } : {});
  const canaries = (columns: readonly string[]): string[] =>
    columns.map((column) => `${column} = '金丝雀 CANARY ' || id`);
  const money = (columns: readonly string[]): string[] =>
    columns.flatMap((column) => [`${column} = 777.77 + id`, `${column}_reporting = 777.77 + id`]);
  await change("owners", "id <> $rep", [...canaries(["name", "email", "mobile"]), "team = '金丝雀 CANARY team'"]);
  const places = ["name", "phone", "email", "address", "region", "industry", "segment", "city", "source", "tier"];
  await change("accounts", "owner_id IS NOT NULL AND owner_id <> $rep", [
    ...canaries([...places, "country", "company_size", "gender"]),
    "birth_year = 1901",
    "acquired_at = acquired_at - INTERVAL 40 DAY",
  ]);
  // Of pool accounts everybody sees something: what they must not see is the middle of names and numbers.
  await change("accounts", "owner_id IS NULL AND pool IS NOT NULL", [
    middle,
    "phone = left(phone, 3) || 'CANARY' || right(phone, 2)",
    "email = left(email, 1) || 'CANARY' || regexp_extract(email, '@.*$')",
    "address = left(address, 2) || '金丝雀 CANARY'",
  ]);
  const pool = "account_id IN (SELECT id FROM data.accounts WHERE owner_id IS NULL AND pool IS NOT NULL)";
  await change("contacts", pool, [middle, "phone = left(phone, 3) || 'CANARY' || right(phone, 2)"]);
  await change("tickets", pool, canaries(["subject", "body"]));
  await change("surveys", pool, canaries(["comment"]));
  const strange = `account_id IS NOT NULL AND account_id NOT IN (${owned})`;
  await change("orders", strange, [
    ...money(["net", "total", "tax"]),
    "ordered_at = ordered_at - INTERVAL 3 DAY",
    ...canaries(["channel", "store", "region", "city"]),
  ]);
  await change("order_lines", strange, [...money(["net", "unit_price", "cost"]), "quantity = quantity + 7"]);
  await change("returns", strange, [...money(["amount"]), ...canaries(["reason"])]);
  await change("payments", strange, money(["amount"]));
  await change("contracts", strange, money(["amount"]));
  await change("receivable_plans", strange, money(["amount"]));
  await change("tickets", strange, [...canaries(["subject", "body", "reason", "channel"]), "resolved_at = NULL"]);
  await change("surveys", strange, [...canaries(["comment"]), "score = 0"]);
  await change("mentions", strange, canaries(["text", "source", "url"]));
  await change("contacts", strange, canaries(["name", "email", "phone", "title"]));
  await change("account_tags", strange, canaries(["tag"]));
  await change("campaign_members", strange, ["responded_at = touched_at", "feedback_score = 1"]);
  const others = "owner_id IS DISTINCT FROM $rep";
  await change("opportunities", others, [
    ...money(["amount"]),
    ...canaries(["name", "competitor", "lost_reason", "source"]),
    "probability = 0.77",
  ]);
  await change("leads", others, [...canaries(["name", "source", "channel", "lost_reason"]), "converted_at = NULL"]);
  await change("activities", others, [...canaries(["outcome"]), "duration_s = 777.77"]);
  await change("targets", others, money(["amount"]));
}

/** Two companies that a representative cannot tell apart, and how each answers. */
export interface Twins {
  readonly rep: Owner;
  readonly asker: Asker;
  /** Another representative by the name that each company gives them. */
  readonly other: Owner;
  /** Names of customers that are other people's. */
  readonly strangers: readonly string[];
  readonly plain: Parts;
  readonly perturbed: Parts;
  /** The perturbed company, with what was learned from the plain one: it then differs by what the view shows alone. */
  readonly taught: Parts;
  close(): Promise<void>;
}

/** Parts that note the pictures they would draw in `drawn`. */
function noting(parts: Parts, drawn: string[]): Parts {
  const render: Parts["renderer"]["render"] = async (picture) => {
    drawn.push(JSON.stringify(picture));
    return { png: new Uint8Array(), width: 1, height: 1, missingGlyphs: [], invalidNumbers: 0 };
  };
  return { ...parts, renderer: { ...parts.renderer, render } };
}

export async function openTwins(): Promise<Twins> {
  const [one, two] = [await demoParley(), await demoParley()];
  const owners = await readOwners(one.parley.parts.store);
  const rep = await choose(owners, one);
  const other = owners.find(
    ({ key, active, managerKey }) => active && managerKey === rep.managerKey && key !== rep.key,
  );
  if (other === undefined) throw new Error("the representative has a colleague");
  const note = { source: "demo", fingerprint: "twin", syncedAt: demoNow };
  await one.parley.parts.store.load(note, (landing) => shrink(landing, rep.key));
  await two.parley.parts.store.load(note, async (landing) => {
    await shrink(landing, rep.key);
    await perturb(landing, rep.key);
  });
  const view = one.parley.parts.store.view({ owners: [other.key], filters: [], by: [] });
  const named = await view.select(
    "SELECT name FROM accounts WHERE name IS NOT NULL ORDER BY id LIMIT 3",
    {},
    { name: "text" },
  );
  const rules = { access: "tree", administrators: [], fictional: false } as const;
  const [plain, perturbed] = [one.parley.parts, two.parley.parts];
  return {
    ...{ rep, other, plain, perturbed, strangers: named.map(({ name }) => name) },
    taught: { ...perturbed, recallAt: plain.recallAt, knownFlaws: plain.knownFlaws },
    asker: recognise({ id: "x", email: rep.email ?? "" }, "test", owners, rules),
    close: async () => {
      await one.close();
      await two.close();
    },
  };
}

/** Where two texts begin to differ, with what stands around it; empty where they do not. */
export function difference(one: string, two: string): string {
  if (one === two) return "";
  let at = 0;
  while (one[at] === two[at]) at++;
  const around = (text: string): string => text.slice(Math.max(0, at - 120), at + 80);
  return `${around(one)}\n≠\n${around(two)}`;
}

/** What a text knows that only other people's rows say; empty where it knows nothing. */
export function betrayed(text: string): string {
  const at = text.search(canary);
  return at < 0 ? "" : text.slice(Math.max(0, at - 150), at + 60);
}

/** What the representative gets for a question: answer, picture and log lines as one text, and the answer alone. */
export async function told(
  parts: Parts,
  question: Partial<Parameters<ReturnType<typeof createDispatch>>[0]> & { readonly text: string },
  asker: Asker,
) {
  const drawn: string[] = [];
  const logged: string[] = [];
  const line = (fields: object, message: string): void =>
    void logged.push(
      JSON.stringify([message, fields], (_, value) => (value instanceof Error ? `${value.stack}` : value)),
    );
  const log = { info: line, warn: line, error: line };
  const dispatch = createDispatch({ ...noting(parts, drawn), log });
  const { answer } = await dispatch({
    ...{ action: "ask", locale: "en", platform: "test", userId: "rep", place: "test", shared: true, forms: true },
    ...{ identify: async () => asker, draw: true, full: true, ...question },
  });
  const { id, ...said } = answer;
  const files = (said.files ?? []).map(({ name, bytes }) => [
    name,
    name.endsWith(".csv") ? new TextDecoder().decode(bytes) : textsInside(bytes),
  ]);
  const all = JSON.stringify({ ...said, image: null, files }).replaceAll(id, "");
  return { answer, said: all, drawn: drawn.join("\n"), logged: logged.join("\n") };
}
