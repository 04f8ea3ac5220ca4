import { readFile, stat } from "node:fs/promises";
import Papa from "papaparse";
import { UserError } from "#errors.ts";

/** A chat user and the CRM user that an administrator says they are, by e-mail address or id. */
export interface RosterLine {
  readonly platform: string;
  readonly userId: string;
  readonly owner: string;
}

/** An administrator's list of who is who, as a file that may change at any time. */
export interface Roster {
  /** E-mail addresses (lower case) or ids of the CRM user. Throws a UserError that names every line that is wrong. */
  ownerOf(platform: string, userId: string): Promise<string | null>;
  /** Everybody in it: chat users, and the CRM users they are said to be. */
  everybody(): Promise<readonly RosterLine[]>;
  /** Reads it, to find what is wrong at start. */
  check(): Promise<number>;
}

const columns = ["platform", "user_id", "owner"] as const;
const hint =
  "The first line is platform,user_id,owner; each of the others names a person once: slack,U0123,anna@company.com";

/**
 * Reads a roster.
 * @throws UserError `configuration` listing every line that cannot be read, with its number.
 */
export function parseRoster(text: string, path: string): RosterLine[] {
  const { data } = Papa.parse<string[]>(text.replace(/^\uFEFF/, ""), { skipEmptyLines: false });
  const [head = [], ...lines] = data.map((cells) => cells.map((cell) => cell.trim()));
  const places = columns.map((name) => head.findIndex((cell) => cell.toLowerCase() === name));
  const missing = columns.filter((_, index) => places[index] === -1);
  if (missing.length > 0) {
    throw new UserError("configuration", `ROSTER_FILE ${path}, line 1: no column ${missing.join(", ")}`, { hint });
  }
  const wrong: string[] = [];
  const seen = new Map<string, number>();
  const read = lines.flatMap((cells, index): RosterLine[] => {
    const line = index + 2;
    if (cells.every((cell) => cell === "") || cells[0]?.startsWith("#")) return [];
    const [platform = "", userId = "", owner = ""] = places.map((place) => cells[place] ?? "");
    const empty = columns.filter((_, column) => [platform, userId, owner][column] === "");
    if (empty.length > 0) wrong.push(`line ${line}: ${empty.join(", ")} is empty`);
    const key = `${platform.toLowerCase()}:${userId}`;
    const before = seen.get(key);
    if (before !== undefined && empty.length === 0) wrong.push(`line ${line}: ${key} is in line ${before} already`);
    seen.set(key, before ?? line);
    return [{ platform: platform.toLowerCase(), userId, owner: owner.includes("@") ? owner.toLowerCase() : owner }];
  });
  if (wrong.length > 0) throw new UserError("configuration", `ROSTER_FILE ${path}: ${wrong.join("; ")}`, { hint });
  return read;
}

/**
 * Opens ROSTER_FILE, which is read anew when it has changed. A change that cannot be read links nobody: who was taken
 * out must not stay in because of a slip elsewhere in the file.
 */
export function openRoster(path: string | null): Roster {
  let stamp: string | undefined;
  let known: Promise<ReadonlyMap<string, RosterLine>> = Promise.resolve(new Map());

  async function read(file: string): Promise<ReadonlyMap<string, RosterLine>> {
    const text = await readFile(file, "utf8");
    return new Map(parseRoster(text, file).map((line) => [`${line.platform}:${line.userId}`, line]));
  }

  async function current(): Promise<ReadonlyMap<string, RosterLine>> {
    if (path === null) return known;
    const { mtimeMs, size } = await stat(path).catch((cause: unknown) => {
      throw new UserError("configuration", `ROSTER_FILE ${path} cannot be read`, { hint, cause });
    });
    const newest = `${mtimeMs} ${size}`;
    if (newest !== stamp) {
      stamp = newest;
      known = read(path);
    }
    return known;
  }

  return {
    ownerOf: async (platform, userId) => (await current()).get(`${platform}:${userId}`)?.owner ?? null,
    everybody: async () => [...(await current()).values()],
    check: async () => (await current()).size,
  };
}
