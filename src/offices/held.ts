import { tables } from "#model/tables.ts";
import type { Erasure, Holding, Subject } from "#office.ts";
import type { Landing } from "#store.ts";
import { emptied, removedWith } from "#sync/erasure.ts";
import { freeText } from "#sync/privacy.ts";

/** The rows that are one person, and the texts that name them. */
export interface Family {
  readonly table: Subject["table"];
  readonly ids: readonly number[];
  readonly externalIds: readonly string[];
  /** Names, addresses, numbers: of two characters or more. */
  readonly named: readonly string[];
  /** Telephone numbers and e-mail addresses: nobody else has them. */
  readonly unique: readonly string[];
}

const reaching: Readonly<Record<Subject["table"], readonly string[]>> = {
  accounts: ["phone", "email"],
  contacts: ["phone", "email"],
  leads: [],
};
const texts = (values: readonly unknown[]): string[] => [
  ...new Set(values.flatMap((value) => (typeof value === "string" && value.trim().length > 1 ? [value.trim()] : []))),
];

/** A person's row and, of an account, those that were merged into it. */
export async function familyOf(landing: Landing, { table, id }: Subject): Promise<Family> {
  const also =
    table === "accounts"
      ? " OR merged_into_id IN (SELECT id FROM data.accounts WHERE external_id = $id) OR id IN (SELECT merged_into_id FROM data.accounts WHERE external_id = $id)"
      : "";
  const rows = await landing.rows(
    `SELECT id, external_id, ${["name", ...reaching[table]].join(", ")} FROM data.${table} WHERE external_id = $id${also} ORDER BY id`,
    { id },
  );
  const unique = texts(rows.flatMap((row) => reaching[table].map((column) => row[column])));
  const externalIds = rows.map((row) => String(row.external_id));
  return {
    ...{ table, unique, externalIds, ids: rows.map((row) => Number(row.id)) },
    named: texts([...rows.map(({ name }) => name), ...unique, ...externalIds]),
  };
}

/** People with this id, name, number or address. */
export async function peopleCalled(landing: Landing, person: string): Promise<Subject[]> {
  const found: Subject[] = [];
  const digits = person.replace(/\D/g, "");
  for (const table of ["accounts", "contacts", "leads"] as const) {
    const ways = ["external_id = $person", "lower(name) = lower($person)"];
    if (reaching[table].length > 0)
      ways.push("lower(email) = lower($person)", "regexp_replace(phone, '\\D', '', 'g') = $digits");
    const rows = await landing.rows(
      `SELECT external_id, name FROM data.${table}
       WHERE external_id NOT LIKE 'erased-%' AND (${ways.join(" OR ")}) ORDER BY external_id LIMIT 20`,
      reaching[table].length > 0 ? { person, digits: digits.length < 6 ? "-" : digits } : { person },
    );
    for (const { external_id, name } of rows) {
      found.push({ table, id: String(external_id), name: name === null ? null : String(name) });
    }
  }
  return found;
}

/** Tables that hold rows about the people of a table, and the column that says of whom. */
function about(table: Subject["table"]): [string, string][] {
  if (table === "contacts")
    return [
      ["consents", "contact_id"],
      ["surveys", "contact_id"],
    ];
  if (table === "leads") return [["campaign_members", "lead_id"]];
  const named = Object.values(tables).filter(({ columns }) => columns.account_id?.references === "accounts");
  return [...named.map(({ name }): [string, string] => [name, "account_id"]), ["leads", "converted_account_id"]];
}

const bookkept = new Set(["id", "source_system", "synced_at", "deleted_at"]);

/** Every row about a person, with what it says. */
export async function holdingsOf(landing: Landing, { table, ids }: Family): Promise<Holding[]> {
  const held: Holding[] = [];
  for (const [place, column] of [[table, "id"], ...about(table)]) {
    const rows = await landing.rows(
      `SELECT * FROM data.${place} WHERE ${column} IN (SELECT unnest($ids)) ORDER BY id`,
      { ids },
    );
    for (const row of rows) {
      const said = Object.entries(row).filter(([name, value]) => value !== null && !bookkept.has(name));
      const values = Object.fromEntries(
        said.map(([name, value]) => [name, value instanceof Date ? value.toISOString() : String(value)]),
      );
      held.push({ place: String(place), id: String(row.external_id), values });
    }
  }
  return held;
}

/** How many rows an erasure takes, by table. */
export async function erasableRows(landing: Landing, { table, ids }: Family): Promise<Erasure[]> {
  const count = async (place: string, where: string): Promise<number> => {
    const [row] = await landing.rows(`SELECT count(*) AS n FROM data.${place} WHERE ${where}`, { ids });
    return Number(row?.n ?? 0);
  };
  const among = (column: string): string => `${column} IN (SELECT unnest($ids))`;
  const found: Erasure[] = [
    { place: table, entries: ids.length, how: table === "contacts" ? "removed" : "pseudonymised" },
  ];
  if (table === "contacts") {
    found.push({ place: "consents", entries: await count("consents", among("contact_id")), how: "removed" });
    found.push({ place: "surveys", entries: await count("surveys", among("contact_id")), how: "pseudonymised" });
  }
  if (table === "accounts") {
    for (const place of removedWith) {
      found.push({ place, entries: await count(place, among("account_id")), how: "removed" });
    }
    for (const [place, columns] of Object.entries(emptied)) {
      const filled = columns.map((column) => `${column} IS NOT NULL`).join(" OR ");
      found.push({
        place,
        entries: await count(place, `${among("account_id")} AND (${filled})`),
        how: "pseudonymised",
      });
    }
    const named = `${among("converted_account_id")} AND (name IS NOT NULL OR custom IS NOT NULL)`;
    found.push({ place: "leads", entries: await count("leads", named), how: "pseudonymised" });
  }
  return found.filter(({ entries }) => entries > 0);
}

/** Cells that still tell a person: their ids, numbers and addresses anywhere, their name in what others wrote. */
export async function cellsLeft(landing: Landing, family: Family): Promise<number> {
  let left = 0;
  const count = async (sql: string, parameters: Parameters<Landing["rows"]>[1]): Promise<void> => {
    const [row] = await landing.rows(sql, parameters);
    left += Number(row?.n ?? 0);
  };
  await count(`SELECT count(*) AS n FROM data.${family.table} WHERE external_id IN (SELECT unnest($ids))`, {
    ids: family.externalIds,
  });
  for (const table of ["accounts", "contacts"] as const) {
    await count(
      `SELECT count(*) AS n FROM data.${table} WHERE phone IN (SELECT unnest($unique)) OR email IN (SELECT unnest($unique))`,
      { unique: family.unique },
    );
  }
  const long = family.named.filter((name) => name.length > 3);
  for (const [table, column] of freeText) {
    await count(
      `SELECT count(*) AS n FROM data.${table} WHERE EXISTS (FROM (SELECT unnest($long) AS called) AS names WHERE contains(${column}, called))`,
      { long },
    );
  }
  return left;
}
