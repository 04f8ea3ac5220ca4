import { randomBytes } from "node:crypto";
import { expect } from "vitest";
import { audit } from "#access/audit.ts";
import { openLinks } from "#access/links.ts";
import { openPreferences } from "#access/preferences.ts";
import { lastQuestion, remember } from "#answering/conversations.ts";
import { rate } from "#hosting/ratings.ts";
import { createAdministration } from "#offices/administration.ts";
import { countMentions, eraseMentions, mentions } from "#offices/mentions.ts";
import { openVault } from "#store/state/vault.ts";
import type { State } from "#store.ts";
import type { StateCases } from "../state-cases.ts";

const now = new Date("2026-11-20T09:00:00.250Z");
const minutes = (n: number) => new Date(now.getTime() + n * 60_000);
const asked = (state: State, id: string, text: string, more: object = {}) =>
  audit(state, {
    ...{ id, at: now, platform: "slack", userId: "U1", ownerId: "o1", place: "C1", action: "ask" as const },
    ...{ text, command: "/sales", outcome: "answered" as const, code: null, ms: 12.4, ...more },
  });

export default {
  "audit log and ratings: what administrators are told": async (state) => {
    await asked(state, "1", "sales");
    await asked(state, "2", "x".repeat(900), { ms: 99, userId: "U2", ownerId: null, at: minutes(1) });
    await asked(state, "3", "no", { outcome: "refused", code: "not_understood", ownerId: "o2", at: minutes(2) });
    const user = { id: "U1" };
    await rate(state, "slack", { user, answer: "1", good: true }, now);
    await rate(state, "slack", { user, answer: "1", good: false, comment: "wrong" }, minutes(3));
    const links = await openLinks(state, randomBytes(32), () => now);
    const directory = { owners: async () => [{ id: "o1", key: 1, name: "Li", email: "li@x.example", active: true }] };
    const office = createAdministration(
      {
        state,
        links,
        sends: {} as never,
        syncs: { syncState: async () => ({ running: false, reading: null }) as never, beginSync() {} },
        directory: directory as never,
        clock: () => minutes(5),
        condition: () => ({}) as never,
      },
      "slack:U9",
    );
    const health = await office.health();
    expect(health).toMatchObject({ questions: { answered: 2, refused: 1, failed: 0 }, medianMs: 12, claims: 0 });
    const texts = async (person: string | null) =>
      (await office.audit({ person, most: 10 })).map(({ at, owner, text, ms }) => [at, owner, text.length, ms]);
    expect(await texts(null)).toEqual([
      [minutes(2), "o2", 2, 12],
      [minutes(1), null, 500, 99],
      [now, "Li", 5, 12],
    ]);
    expect(await texts("li@x.example")).toEqual([[now, "Li", 5, 12]]);
    expect(await texts("slack:U2")).toEqual([[minutes(1), null, 500, 99]]);
    expect(await office.ratings({ most: 5 })).toEqual([
      { at: minutes(3), user: "slack:U1", good: false, comment: "wrong", command: "/sales" },
    ]);
  },

  "conversations lapse, except in threads": async (state) => {
    const place = { platform: "slack", userId: "U1", place: "D1", thread: false };
    await remember(state, place, "/rfm", now);
    await remember(state, place, "/rfm by region", minutes(1));
    expect(await lastQuestion(state, place, minutes(11))).toBe("/rfm by region");
    expect(await lastQuestion(state, place, minutes(12))).toBeUndefined();
    expect(await lastQuestion(state, { ...place, thread: true }, minutes(9_999))).toBe("/rfm by region");
  },

  "preferences are chosen, taken back, and the same after a restart": async (state) => {
    const book = await openPreferences(state, () => now);
    await book.choose("slack", "U1", { language: "zh", picture: "off" });
    await book.choose("slack", "U1", { picture: null });
    expect((await openPreferences(state, () => now)).of("slack", "U1")).toMatchObject({
      language: "zh",
      picture: null,
    });
    await book.forget("slack", "U1");
    expect((await openPreferences(state, () => now)).of("slack", "U1")).toMatchObject({
      language: null,
      picture: null,
    });
  },

  "a claim is proved once, by its code, in few tries, also when they come at once": async (state) => {
    const links = await openLinks(state, randomBytes(32), () => now);
    const user = { platform: "slack", userId: "U1", name: "Li" };
    const { claim, code } = await links.claim(user, "li@x.example", true);
    expect(await links.claims()).toMatchObject([{ id: claim.id, address: "li@x.example", attempts: 0, at: now }]);
    const wrong = code === "00000000" ? "00000001" : "00000000";
    expect(await Promise.all(Array.from({ length: 9 }, () => links.prove(user, wrong)))).toEqual(Array(9).fill(null));
    expect(await links.prove(user, code)).toBeNull();
    const again = await links.claim(user, "li@x.example", true);
    const proofs = await Promise.all([links.prove(user, again.code), links.prove(user, again.code)]);
    expect(proofs.filter((proof) => proof !== null).map(({ id }) => id)).toEqual([again.claim.id]);
    await links.claim(user, "li@x.example", false);
    await expect(links.claim(user, "li@x.example", false)).rejects.toMatchObject({ code: "too_many" });
  },

  "links are kept, replaced and ended": async (state) => {
    const links = await openLinks(state, randomBytes(32), () => now);
    const link = { platform: "slack", userId: "U1", how: "approved" as const, by: "slack:U9" };
    await links.keep({ ...link, owner: "o1" });
    await links.keep({ ...link, owner: "o2" });
    const after = await openLinks(state, randomBytes(32), () => now);
    expect(after.all()).toEqual([{ ...link, owner: "o2", at: now }]);
    expect(await after.unlink("slack", "U1")).toBe(true);
    expect((await openLinks(state, randomBytes(32), () => now)).ownerOf("slack", "U1")).toBeNull();
  },

  "secrets are sealed, replaced and forgotten": async (state) => {
    const vault = openVault(state, randomBytes(32), "platform:slack");
    await vault.set("token", "xoxb-秘密");
    await vault.set("token", "xoxb-newer");
    expect(await vault.get("token")).toBe("xoxb-newer");
    expect(JSON.stringify(await state.rows("SELECT * FROM secrets"))).not.toContain("xoxb");
    await vault.delete("token");
    expect(await vault.get("token")).toBeNull();
  },

  "who is named is found in any spelling, counted and erased": async (state) => {
    await asked(state, "1", "call ÉRIC Zhou");
    await asked(state, "2", "nothing", { at: minutes(1) });
    await remember(state, { platform: "slack", userId: "U1", place: "D1", thread: false }, "/customer Éric Zhou", now);
    const names = ["Éric zhou", "Nobody"];
    expect(await mentions(state, names)).toEqual([
      { place: "state.audit", id: now.toISOString(), values: { text: "call ÉRIC Zhou", command: "/sales" } },
      { place: "state.conversations", id: now.toISOString(), values: { question: "/customer Éric Zhou" } },
    ]);
    expect(await countMentions(state, names)).toEqual([
      { place: "state.audit", entries: 1, how: "pseudonymised" },
      { place: "state.conversations", entries: 1, how: "removed" },
    ]);
    await eraseMentions(state, names);
    expect(await mentions(state, names)).toEqual([]);
    expect(await state.rows("SELECT id, text FROM audit ORDER BY id")).toEqual([
      { id: "1", text: "[erased]" },
      { id: "2", text: "nothing" },
    ]);
  },
} satisfies StateCases;
