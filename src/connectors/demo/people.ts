import { givenNames, surnames } from "./data/names.ts";
import { at, luck, Random } from "./random.ts";

export const domain = "misty-isle.example";

/** Somebody who sells, or leads those who sell. */
export interface Seller {
  readonly id: string;
  readonly name: string;
  readonly pinyin: string;
  readonly team: string;
  readonly manager: string | null;
  readonly role: "vp" | "director" | "manager" | "rep";
  readonly left: boolean;
}

/** A person's name in characters and pinyin, such as 陈悦然 / chen.yueran. */
export function personName(random: Random): { readonly name: string; readonly pinyin: string } {
  const surname = random.pick(surnames);
  const first = random.pick(givenNames);
  const second = random.chance(0.62) ? random.pick(givenNames) : null;
  const given = second && second[0] !== first[0] ? [first, second] : [first];
  return {
    name: surname[0] + given.map(([character]) => character).join(""),
    pinyin: `${surname[1]}.${given.map(([, pinyin]) => pinyin).join("")}`,
  };
}

/**
 * A mobile number that nobody has: 169 is a prefix that no Chinese operator has been given (MIIT numbering plan), so
 * the number has the right form and cannot be called.
 */
export function mobile(serial: number): string {
  return `169${String(10_000_000 + ((serial * 7919) % 89_999_999)).padStart(8, "0")}`;
}

/** Team, the regions it sells to, its director, and how many sell in it. */
export const teams: readonly {
  readonly team: string;
  readonly regions: readonly string[];
  readonly director: number;
  readonly reps: number;
}[] = [
  { team: "华东一组", regions: ["华东"], director: 0, reps: 5 },
  { team: "华东二组", regions: ["华东"], director: 0, reps: 4 },
  { team: "华南组", regions: ["华南"], director: 1, reps: 5 },
  { team: "华北组", regions: ["华北", "东北"], director: 1, reps: 5 },
  { team: "中西组", regions: ["华中", "西南", "西北"], director: 2, reps: 4 },
  { team: "海外组", regions: ["海外"], director: 2, reps: 3 },
];

function build(): Seller[] {
  const sellers: Seller[] = [];
  const taken = new Set<string>();
  const hire = (role: Seller["role"], team: string, manager: string | null, left = false): Seller => {
    let named = personName(new Random(luck.owner, sellers.length));
    for (let again = 1; taken.has(named.name) || taken.has(named.pinyin); again++) {
      named = personName(new Random(luck.owner, sellers.length, again));
    }
    taken.add(named.name).add(named.pinyin);
    const seller = { id: `U${String(sellers.length + 1).padStart(3, "0")}`, ...named, team, manager, role, left };
    sellers.push(seller);
    return seller;
  };
  const head = hire("vp", "销售中心", null);
  const directors = ["东区", "南北区", "中西与海外"].map((area) => hire("director", area, head.id));
  for (const { team, director, reps } of teams) {
    const manager = hire("manager", team, at(directors, director).id);
    for (let k = 0; k < reps; k++) hire("rep", team, manager.id);
  }
  const managers = sellers.filter((seller) => seller.role === "manager");
  for (const index of [0, 3]) hire("rep", at(managers, index).team, at(managers, index).id, true);
  return sellers;
}

/** Everybody, the head first. Two have left; their customers were handed over. */
export const sellers: readonly Seller[] = build();

/** The quickest to answer a lead (see README, truth 8). */
export const quickest: Seller = at(
  sellers.filter((seller) => seller.role === "rep" && seller.team === "华东二组"),
  1,
);

const byRegion = new Map<string, Seller[]>();
for (const { team, regions } of teams) {
  const reps = sellers.filter((seller) => seller.role === "rep" && !seller.left && seller.team === team);
  for (const region of regions) byRegion.set(region, [...(byRegion.get(region) ?? []), ...reps]);
}

/** Those who sell to a region. */
export function sellersOf(region: string): readonly Seller[] {
  return byRegion.get(region) ?? sellers.filter((seller) => seller.role === "rep");
}
