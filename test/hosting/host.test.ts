import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Asker, administrator } from "#access/asker.ts";
import { readOwners } from "#access/directory.ts";
import { filledIn } from "#answering/forms.ts";
import { keepConfigured } from "#delivery/configured.ts";
import { sentTo } from "#delivery/subscriptions.ts";
import { homeOf } from "#hosting/home.ts";
import type { Person } from "#platform.ts";
import { type Chat, openChat } from "../access/host-company.ts";
import { fromAdministrator } from "../demo-company.ts";

let chat: Chat;
let group: Chat;
let rep: Person;
let manager: Person;
let names: readonly string[];
const boss = { id: "U-boss", name: "Boss" };
const stranger = { id: "U-nobody" };

beforeAll(async () => {
  chat = await openChat({ ADMINS: "slack:U-boss" });
  group = await openChat({ ADMINS: "slack:U-boss" }, { privateReplies: false });
  const owners = await readOwners(chat.parley.parts.store);
  const managers = new Set(owners.map(({ managerKey }) => managerKey));
  const one = owners.find((owner) => owner.active && owner.managerKey !== null && !managers.has(owner.key));
  const above = owners.find(({ key }) => key === one?.managerKey);
  rep = { id: "U-rep", email: one?.email ?? "" };
  manager = { id: "U-manager", email: above?.email ?? "" };
  names = owners.filter(({ key }) => key !== one?.key).map(({ name }) => name);
});
afterAll(async () => {
  await chat.close();
  await group.close();
});

const open = { where: { channel: "C1", private: false } };
const with_ = (...people: Person[]) => ({ ...open, audience: async () => people });
const share = { kind: "action", action: "share" } as const;
const revenue = (answer: Awaited<ReturnType<Chat["say"]>>) =>
  (answer.result.totals as { revenue: number } | undefined)?.revenue;

describe("sharing looks at who is there", () => {
  test("shows what the least privileged of them may see", async () => {
    const own = revenue(await chat.say(rep, "/sales last365d"));
    expect(revenue(await chat.say(boss, "/sales last365d", { ...share, ...with_(boss, manager, rep) }))).toBe(own);
  });

  test("refuses with a stranger among two hundred, with nobody known, and of what is personal", async () => {
    const crowd = Array.from({ length: 210 }, () => boss);
    expect((await chat.say(boss, "/sales last365d", { ...share, ...with_(...crowd) })).error).toBeUndefined();
    expect((await chat.say(boss, "/sales last365d", { ...share, ...with_(...crowd, stranger) })).error?.code).toBe(
      "share_refused",
    );
    expect((await chat.say(boss, "/sales last365d", { ...share, ...open })).error?.code).toBe("share_refused");
    expect((await chat.say(boss, "/settings", { ...share, ...with_(boss) })).error?.code).toBe("share_refused");
  });

  test("open to the whole company is open to nobody else", async () => {
    const everybody = await openChat({ ACCESS: "open" });
    try {
      const whole = revenue(await everybody.say(rep, "/sales last365d"));
      expect(whole).toBe(revenue(await chat.say(boss, "/sales last365d")));
      const shared = (...people: Person[]) =>
        everybody.say(rep, "/sales last365d", { ...share, ...with_(rep, ...people) });
      const left = (await readOwners(everybody.parley.parts.store)).find(
        ({ active, email }) => !active && email !== null,
      );
      expect(revenue(await shared(manager, { id: "U-colleague" }))).toBe(whole);
      expect(revenue(await shared({ ...manager, outsider: true }))).toBe(whole);
      for (const other of [{ id: "U-guest", outsider: true } as const, { id: "U-left", email: left?.email ?? "" }])
        expect((await shared(manager, other)).error?.code).toBe("share_refused");
    } finally {
      await everybody.close();
    }
  });

  test("the playground's administrator narrows nothing, and widens nothing", async () => {
    const playing = await openChat({}, { name: "playground" });
    try {
      const everybody = await playing.host.personas();
      const [first, second] = everybody;
      expect([first?.id, second?.email]).toEqual(["administrator", expect.stringContaining("@")]);
      const shared = (people: readonly Person[]) =>
        playing.say(second!, "/sales last365d", { ...share, ...with_(...people) });
      const own = revenue(await playing.say(second!, "/sales last365d"));
      expect(own).toBeGreaterThan(0);
      expect(revenue(await shared([first!, second!]))).toBe(own);
      expect((await shared(everybody)).error?.code).toBe("share_refused");
    } finally {
      await playing.close();
    }
  });

  test("knows linked people by their link", async () => {
    const { state } = chat.parley.parts;
    await chat.say({ id: "U-linked" }, `/link ${rep.email}`);
    const [claim] = await state.rows<{ id: string }>("SELECT id FROM link_claims WHERE user_id = 'U-linked'");
    const before = await chat.say(boss, "/sales last365d", { ...share, ...with_(boss, { id: "U-linked" }) });
    expect(before.error?.code).toBe("share_refused");
    await chat.say(boss, `/admin approve ${claim?.id}`);
    const after = await chat.say(boss, "/sales last365d", { ...share, ...with_(boss, { id: "U-linked" }) });
    expect(after.error).toBeUndefined();
  });

  test("leaves out groups of fewer than five, and their picture", async () => {
    const whole = await chat.say(boss, "/segment last7d by city");
    const shared = await chat.say(boss, "/segment last7d by city", { ...share, ...with_(boss) });
    const sizes = (answer: typeof whole) =>
      ((answer.result.groups ?? []) as { customers: number }[]).map(({ customers }) => customers);
    expect(sizes(whole).some((size) => size < 5)).toBe(true);
    expect(sizes(shared).filter((size) => size < 5)).toEqual([]);
    expect(shared.image).toBeUndefined();
    expect(shared.footnotes?.join()).toContain("fewer than 5");
  });
});

describe("where there are no private replies", () => {
  test("the group gets what all may see, the asker the rest", async () => {
    const answer = await group.say(manager, "/sales last365d", with_(manager, rep));
    const own = await group.say(rep, "/sales last365d");
    expect(revenue(answer)).toBe(revenue(own));
    expect(answer.visibility).toBe("channel");
    expect(revenue(answer.aside ?? answer)).toBeGreaterThan(revenue(own) ?? 0);
    expect(answer.aside?.visibility).toBe("private");
    for (const name of names) expect(JSON.stringify({ ...answer, aside: null, image: null })).not.toContain(name);
  });

  test("nothing goes aside when all see the same", async () => {
    expect((await group.say(rep, "/sales last365d", with_(manager, rep))).aside).toBeUndefined();
    expect((await group.say(boss, "/sales last365d", with_(boss))).aside).toBeUndefined();
  });

  test("phone numbers are masked in a group although all may see all rows", async () => {
    const everybody = await openChat({ ACCESS: "open" }, { privateReplies: false });
    try {
      const { store } = everybody.parley.parts;
      const [owner] = (await readOwners(store)).filter(({ active, email }) => active && email !== null);
      const { key = 0, email } = owner ?? {};
      const [account] = await store
        .view({ owners: [key], self: key, filters: [], by: [] })
        .select(
          "SELECT external_id, phone FROM accounts WHERE phone IS NOT NULL ORDER BY external_id LIMIT 1",
          {},
          { external_id: "text", phone: "text" },
        );
      const asker = { id: "U-owner", email: email ?? "" };
      const question = `/customer ${account?.external_id}`;
      const phone = (answer: Awaited<ReturnType<Chat["say"]>>) =>
        (answer.result.account as { phone?: string } | undefined)?.phone;
      expect(phone(await everybody.say(asker, question))).toBe(account?.phone);
      const told = await everybody.say(asker, question, with_());
      expect([told.visibility, told.error]).toEqual(["channel", undefined]);
      expect(phone(told)).toContain("*");
    } finally {
      await everybody.close();
    }
  });

  test("strangers, personal answers and hints leave the group a notice", async () => {
    for (const [text, people] of [
      ["/sales last365d", [boss, stranger]],
      ["/settings", [boss]],
      ["/admin audit", [boss]],
    ] as const) {
      const answer = await group.say(boss, text, with_(...people));
      expect(answer.result).toEqual({});
      expect(answer.table).toBeUndefined();
      expect(answer.aside?.error).toBeUndefined();
      expect(answer.aside?.headline).not.toBe(answer.headline);
    }
    const { rows } = group.parley.parts.state;
    expect(await rows("SELECT id FROM audit WHERE action = 'share' AND outcome = 'refused'")).toEqual([]);
    const wrong = await group.say(boss, "/sales region=华", with_(boss, stranger));
    expect(wrong.error?.hint).toBeNull();
    expect(wrong.aside?.error).toMatchObject({ code: wrong.error?.code, hint: expect.any(String) });
  });
});

test("the front page tells who one is and what one asked, not what was shared, explained or failed", async () => {
  const user = { ...manager, id: "U-home" };
  await chat.say(user, "/sales last30d");
  await chat.say(user, "/sales last90d", { kind: "action", action: "explain" });
  await chat.host.form("/rfm last90d", user);
  await chat.say(user, "/sales region=nowhere");
  const home = await chat.host.home(user);
  expect(home.recent.map(({ value }) => value)).toEqual(["/sales last30d"]);
  expect(home.about.length).toBeGreaterThan(0);
  const strange = await chat.host.home(stranger);
  expect(strange.recent).toEqual([]);
  expect(strange.suggested.map(({ value }) => value)).toEqual(["/help"]);
});

test("the front page of whom the CRM no longer knows tells neither old questions nor who is sent what", async () => {
  const user = { ...manager, id: "U-gone" };
  await chat.say(user, "/sales last30d");
  const { room, units, parts } = chat.parley;
  await keepConfigured([{ job: "weekly-digest", target: "slack:#board" }], room);
  const front = (asker: Asker | null) =>
    homeOf(
      { asker, platform: "slack", userId: user.id, locale: "en" },
      { schedules: (who) => sentTo(room, { platform: "slack", userId: user.id }, who), jobs: units.jobs },
      parts,
    );
  expect(await front(administrator)).toMatchObject({
    recent: [{ value: "/sales last30d" }],
    subscriptions: [expect.stringContaining("#board")],
  });
  expect(await front(null)).toMatchObject({ recent: [], subscriptions: [] });
});

test("a second opinion replaces the first, and administrators read it", async () => {
  const { id } = await chat.say(boss, "/sales last90d");
  await chat.host.rate({ user: boss, answer: id, good: true });
  await chat.host.rate({ user: boss, answer: id, good: false, comment: "x".repeat(5_000) });
  const { result } = await chat.say(boss, "/admin ratings");
  const ratings = result.ratings as { good: boolean; comment: string; command: string }[];
  expect(ratings.map(({ good, comment, command }) => [good, comment.length, command])).toEqual([
    [false, 2_000, expect.stringMatching(/^\/sales last90d/)],
  ]);
});

test("an event that comes twice is answered once", async () => {
  const incoming = {
    eventId: "twice",
    user: boss,
    where: { channel: "D", private: true },
    kind: "command",
    text: "/help",
  } as const;
  const answers = await Promise.all([chat.host.ask(incoming), chat.host.ask(incoming)]);
  expect(answers.filter((answer) => answer === null)).toHaveLength(1);
});

test("a form sent as it was filled in asks the question it was made of", async () => {
  const understood = (text: string, locale: "en" | "zh") =>
    chat.parley.dispatch(fromAdministrator(text, { action: "edit", forms: true, locale }));
  for (const [, { examples }] of chat.parley.units.commands) {
    for (const example of examples) {
      for (const locale of ["en", "zh"] as const) {
        const { answer, question } = await understood(example[locale], locale);
        const fields = Object.fromEntries((answer.form?.fields ?? []).map(({ name, value }) => [name, value]));
        const again = await understood(filledIn(answer.form?.command ?? "", fields), locale);
        expect(again.question, example[locale]).toEqual(question);
      }
    }
  }
}, 60_000);
