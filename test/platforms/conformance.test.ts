import { afterEach, describe, expect, it } from "vitest";
import type { Answer } from "#answer.ts";
import type { Host, MessageRef, Progress } from "#platform.ts";
import type { Deed, OpenRig, Seen } from "./rig.ts";
import { answerOf, enormous, longText, manyButtons, names, pictureOf, subjectForm } from "./scripted-answers.ts";
import { type Reaction, type ScriptedHost, scriptedHost } from "./scripted-host.ts";
import { about, flaws, missing, squeeze, textsOf } from "./visible.ts";
import { unwritten, ways } from "./ways.ts";

const opened = new Set<OpenRig>();
afterEach(async () => {
  await Promise.all([...opened].map((rig) => rig.close()));
  opened.clear();
});

/** Resolves with what is first found to be so. */
async function until<T>(holds: () => T | undefined | false | Promise<T | undefined | false>, what: string): Promise<T> {
  const end = Date.now() + 15_000;
  for (;;) {
    const value = await holds();
    if (value) return value;
    if (Date.now() > end) throw new Error(`never came: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** A promise that the test fulfils. */
function gate(): { readonly opened: Promise<void>; open(): void } {
  let open = (): void => undefined;
  const waiting = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened: waiting, open: () => open() };
}

it("every platform that is found can be tested: it has a rig.ts", () => {
  expect(unwritten).toEqual([]);
});

describe.each(ways)("$title", ({ platform, rig }) => {
  const { capabilities } = platform;
  let events = 0;
  const deed = (user: string, place: Deed["place"] = "direct"): Deed => ({
    eventId: `event-${String(events++).padStart(4, "0")}-${Date.now()}`,
    ...{ user, place },
  });

  async function open(react?: Reaction, changes?: Partial<Host>): Promise<OpenRig & { host: ScriptedHost }> {
    const host = scriptedHost(capabilities, react, changes);
    const connected = await rig(host);
    opened.add(connected);
    return Object.assign(connected, { host });
  }

  /** Lets the adapter finish what it began, and returns everything that was posted. */
  async function finished(
    { host, ...connected }: OpenRig & { host: ScriptedHost },
    questions: number,
  ): Promise<readonly Seen[]> {
    await until(() => host.answered() === questions, `${questions} answers`);
    await until(async () => (await connected.working()).length === 0, "the end of the work");
    await connected.stop();
    return connected.seen();
  }

  describe("what an answer holds", () => {
    it.each(["en", "zh"] as const)("is all to be seen, in %s", async (locale) => {
      const image = await pictureOf(
        "full",
        locale === "zh" ? "华星科技：214 位客户流失" : "214 of 4,371 at Acme are at risk",
      );
      const answer = answerOf("full", { image }, locale);
      const connected = await open(() => answer, { defaultLocale: locale });
      await connected.say({ ...deed(connected.users[0]), text: "/rfm last90d" });
      const seen = await finished(connected, 1);
      expect(missing(textsOf(answer), seen)).toEqual([]);
      expect(flaws(seen)).toEqual([]);
      expect(seen.every(({ onlyFor }) => onlyFor === connected.users[0])).toBe(true);
      const images = seen.flatMap((message) => message.images);
      expect(images.map(({ png }) => Buffer.from(png).equals(image.png))).toEqual([true]);
      const described = squeeze([images[0]?.alt ?? "", ...seen.map(({ text }) => text)].join(""));
      expect(described).toContain(squeeze(image.alt));
      expect(connected.host.errors).toEqual([]);
    });

    it.each(Object.keys(enormous))("is never cut: %s", async (name) => {
      for (const locale of ["en", "zh"] as const) {
        const answer = answerOf("long", enormous[name]?.(locale) ?? {}, locale);
        const connected = await open(() => answer, { defaultLocale: locale });
        await connected.say({ ...deed(connected.users[0]), text: "/rfm last90d" });
        const seen = await finished(connected, 1);
        expect(missing(textsOf(answer), seen)).toEqual([]);
        expect(flaws(seen)).toEqual([]);
        expect(connected.host.errors).toEqual([]);
      }
    });

    it("comes with its files, whole and by their names, for the asker alone", async () => {
      const files = [
        {
          name: "sales-2026-10-22…2026-11-20.csv",
          type: "text/csv",
          bytes: new TextEncoder().encode("region,money\r\n".repeat(99)),
        },
        {
          name: "销售-华东.xlsx",
          type: "application/zip",
          bytes: Uint8Array.from({ length: 700_000 }, (_, at) => at % 251),
        },
      ];
      for (const place of ["direct", "shared"] as const) {
        const connected = await open(() => answerOf("files", { files }));
        await connected.say({ ...deed(connected.users[0], place), text: "/sales csv" });
        const seen = await finished(connected, 1);
        const found = seen.flatMap((message) => message.files.map((file) => ({ ...file, onlyFor: message.onlyFor })));
        if (capabilities.fileLimit === undefined) expect(found).toEqual([]);
        else {
          expect(found.map(({ name }) => name)).toEqual(files.map(({ name }) => name));
          expect(found.map(({ bytes }, at) => Buffer.from(bytes).equals(Buffer.from(files[at]?.bytes ?? [])))).toEqual([
            true,
            true,
          ]);
          if (capabilities.privateReplies || place === "direct")
            expect(found.every(({ onlyFor }) => onlyFor === connected.users[0])).toBe(true);
        }
        expect(flaws(seen)).toEqual([]);
        expect(connected.host.errors).toEqual([]);
      }
    });

    it("is described to those who cannot see the picture, however long", async () => {
      const alt = longText("alt", 4_000);
      const image = await pictureOf("alt", alt);
      const connected = await open(() => answerOf("alt", { image }));
      await connected.say({ ...deed(connected.users[0]), text: "/rfm last90d" });
      const seen = await finished(connected, 1);
      const described = seen.flatMap(({ text, images }) => [text, ...images.map((one) => one.alt ?? "")]).join("");
      expect(squeeze(described)).toContain(squeeze(alt.slice(0, 500)));
      expect(flaws(seen)).toEqual([]);
    });

    it("keeps its characters whole where it is parted", async () => {
      const insights = [1, 2, 3].map((at) => "x".repeat(at) + "😀👨‍👩‍👧‍👦𠮷".repeat(1_500));
      const connected = await open(() => answerOf("emoji", { insights, headline: insights[0] ?? "" }));
      await connected.say({ ...deed(connected.users[0]), text: "/rfm last90d" });
      const seen = await finished(connected, 1);
      expect(flaws(seen)).toEqual([]);
      const count = (text: string): number => text.split("𠮷").length - 1;
      expect(count(seen.map(({ text }) => text).join(""))).toBeGreaterThanOrEqual(4 * 1_500);
    });

    it.each(names)("is text and nothing else: %j", async (name) => {
      const image = await pictureOf("name", `Finding: ${name}`);
      const answer = answerOf("name", {
        image,
        headline: `${name} has gone quiet`,
        context: `Team of ${name}`,
        kpis: [{ label: `Sold to ${name}`, value: name, change: name }],
        table: { columns: [{ key: "a", label: `Who: ${name}`, format: "text" }], rows: [{ a: name }], cells: [[name]] },
        insights: [`Insight: ${name}`],
        actions: [`Call ${name}`],
        footnotes: [`Left out: ${name}`],
        buttons: [{ action: "ask", label: "Profile", value: `/customer ${name}` }],
      });
      const connected = await open(() => answer);
      await connected.say({ ...deed(connected.users[0], "shared"), text: "/rfm last90d" });
      const seen = await finished(connected, 1);
      expect(flaws(seen)).toEqual([]);
      const letters = (text: string): string => squeeze(text).replace(/[^\p{L}\p{N}]/gu, "");
      const shown = letters(seen.map(({ text }) => text).join(""));
      expect(textsOf(answer).filter((text) => !shown.includes(letters(text)))).toEqual([]);
      const described = shown + letters(seen.flatMap(({ images }) => images.map(({ alt }) => alt ?? "")).join(""));
      expect(described).toContain(letters(image.alt));
      expect(connected.host.errors).toEqual([]);
    });

    it("says why there is nothing, and what to try", async () => {
      const { kpis: _, table: __, insights: ___, ...rest } = answerOf("empty", { empty: true });
      const connected = await open(() => rest);
      await connected.say({ ...deed(connected.users[0]), text: "/rfm last90d" });
      const seen = await finished(connected, 1);
      expect(missing(textsOf(rest), seen)).toEqual([]);
      expect(flaws(seen)).toEqual([]);
    });

    it("offers the choices of a question that was not understood", async () => {
      const buttons = ["/rfm last90d", "/sales last90d", "/funnel Q3"].map((value) => ({
        action: "ask" as const,
        label: value,
        value,
      }));
      const bare = { context: "", command: "", result: {}, visibility: "private" as const, locale: "en" as const };
      const said: Answer = {
        ...bare,
        id: "e1",
        headline: "Which one?",
        buttons,
        error: { code: "unsure", hint: "Choose one:" },
      };
      const connected = await open(({ kind }) => (kind === "action" ? answerOf("chosen") : said));
      await connected.say({ ...deed(connected.users[0]), text: "numbers please" });
      const message = await until(
        async () => (await connected.seen()).find((one) => one.buttons.length > 0),
        "choices",
      );
      expect(message.buttons.map(({ label }) => label)).toEqual(buttons.map(({ label }) => label));
      await connected.press({ ...deed(connected.users[0]), ...message.buttons[1]!.press });
      const seen = await finished(connected, 2);
      expect(missing(["Which one?", "Choose one:"], seen)).toEqual([]);
      expect(connected.host.asked[1]).toMatchObject({ kind: "action", action: "ask", text: "/sales last90d" });
      expect(about(seen, "chosen")).not.toEqual([]);
    });
  });

  describe("buttons", () => {
    /** Presses everything that was offered, and returns what reached the host. */
    async function pressed(connected: OpenRig & { host: ScriptedHost }, place: Deed["place"]): Promise<string[]> {
      const buttons = (await connected.seen()).flatMap((message) => message.buttons);
      for (const { press } of buttons) await connected.press({ ...deed(connected.users[0], place), ...press });
      await until(() => connected.host.answered() >= buttons.length + 1, "answers to all that was pressed");
      return connected.host.asked.slice(1).map(({ action, text }) => `${action} ${text}`);
    }

    it.each(["direct", "shared"] as const)(
      "come back whole, or are questions to be read, in a %s place",
      async (place) => {
        const buttons = place === "direct" ? manyButtons.filter(({ action }) => action !== "share") : manyButtons;
        const react: Reaction = ({ kind }) =>
          answerOf(kind, { buttons: kind === "action" ? [] : buttons, visibility: "channel" });
        const connected = await open(react);
        await connected.say({ ...deed(connected.users[0], place), text: "/rfm" });
        await until(async () => (await connected.seen()).some((message) => message.buttons.length > 0), "buttons");
        await until(async () => (await connected.working()).length === 0, "the end of the work");
        const back = await pressed(connected, place);
        const text = squeeze((await connected.seen()).map((message) => message.text).join(""));
        const lost = buttons.filter(
          ({ action, value }) => !back.includes(`${action} ${value}`) && !text.includes(squeeze(value)),
        );
        expect(lost).toEqual([]);
        expect(back.filter((one) => !buttons.some(({ action, value }) => one === `${action} ${value}`))).toEqual([]);
        expect(back.length).toBeGreaterThan(0);
        expect(connected.host.errors).toEqual([]);
      },
    );

    it("outlive a restart of the adapter", async () => {
      const buttons = manyButtons.slice(0, 5);
      const connected = await open(({ kind }) => answerOf(kind, { buttons: kind === "action" ? [] : buttons }));
      await connected.say({ ...deed(connected.users[0]), text: "/rfm" });
      const message = await until(
        async () => (await connected.seen()).find((one) => one.buttons.length > 0),
        "buttons",
      );
      await connected.restart();
      for (const { press } of message.buttons) await connected.press({ ...deed(connected.users[0]), ...press });
      await finished(connected, message.buttons.length + 1);
      const back = connected.host.asked.slice(1).map(({ text }) => text);
      expect(buttons.map(({ value }) => value)).toEqual(expect.arrayContaining(back));
      expect(back).toHaveLength(message.buttons.length);
    });
  });

  describe("who sees what", () => {
    it("a private answer in a shared place reaches its asker alone", async () => {
      const connected = await open(({ user }) => answerOf(`for-${user.id}`));
      const [one, two] = connected.users;
      await Promise.all([
        connected.say({ ...deed(one, "shared"), text: "/rfm last30d" }),
        connected.say({ ...deed(two, "shared"), text: "/rfm last90d" }),
      ]);
      const seen = await finished(connected, 2);
      for (const [mine, other] of [
        [one, two],
        [two, one],
      ] as const) {
        const told = about(seen, `for-${mine}`);
        expect(told.map(({ onlyFor }) => onlyFor)).toEqual(told.map(() => mine));
        expect(missing(textsOf(answerOf(`for-${mine}`)), told)).toEqual([]);
        expect(about(told, `for-${other}`)).toEqual([]);
      }
    });

    it("where nobody can be answered privately, the group learns that the answer went elsewhere", async () => {
      const connected = await open(() => answerOf("secret"));
      await connected.say({ ...deed(connected.users[0], "shared"), text: "/rfm" });
      const seen = await finished(connected, 1);
      const public_ = seen.filter(({ onlyFor }) => onlyFor === null);
      expect(about(public_, "secret")).toEqual([]);
      expect(public_.length > 0).toBe(!capabilities.privateReplies);
      expect(about(seen, "secret").every(({ onlyFor }) => onlyFor === connected.users[0])).toBe(true);
    });

    it("where nobody can be answered privately, the group gets its part and the asker the rest", async ({ skip }) => {
      if (capabilities.privateReplies) return skip("everybody can be answered privately");
      const image = await pictureOf("secret", "Secret");
      const common = answerOf("common", { visibility: "channel", aside: answerOf("secret", { image }) });
      const connected = await open(() => common);
      const [user] = connected.users;
      await connected.say({ ...deed(user, "shared"), text: "/rfm" });
      const seen = await finished(connected, 1);
      const there = seen.filter(({ onlyFor }) => onlyFor === null);
      const alone = seen.filter(({ onlyFor }) => onlyFor === user);
      expect(missing(textsOf(common), there)).toEqual([]);
      expect(about(there, "secret")).toEqual([]);
      expect(there.flatMap(({ images }) => images)).toEqual([]);
      expect(missing(textsOf(answerOf("secret")), alone)).toEqual([]);
      expect(alone.flatMap(({ images }) => images)).toHaveLength(1);
      expect(flaws(seen)).toEqual([]);
    });

    it("what is for the channel is for everybody there", async () => {
      const image = await pictureOf("open", "Open");
      const connected = await open(() => answerOf("open", { visibility: "channel", image }));
      await connected.say({ ...deed(connected.users[0], "shared"), text: "/rfm" });
      const seen = await finished(connected, 1);
      const told = about(seen, "open");
      expect(missing(textsOf(answerOf("open")), told)).toEqual([]);
      expect(told.every(({ onlyFor, channel }) => onlyFor === null && channel === connected.shared)).toBe(true);
    });

    it("sharing names an audience that misses nobody", async () => {
      const connected = await open(({ action }) =>
        answerOf(action ?? "asked", {
          visibility: action === "share" ? "channel" : "private",
          buttons: [{ action: "share", label: "Share", value: "/rfm last90d" }],
        }),
      );
      await connected.say({ ...deed(connected.users[0], "shared"), text: "/rfm" });
      const message = await until(
        async () => (await connected.seen()).find((one) => one.buttons.length > 0),
        "a button",
      );
      await connected.press({ ...deed(connected.users[0], "shared"), ...message.buttons[0]!.press });
      await until(() => connected.host.asked.length === 2, "the sharing");
      const { audience, action } = connected.host.asked[1]!;
      expect(action).toBe("share");
      // A platform that cannot say who is there gives none: then nothing but open data is shared.
      const there = (await audience?.().catch(() => undefined))?.map(({ id }) => id);
      if (there !== undefined) expect(there).toEqual(expect.arrayContaining([...connected.users]));
      const seen = await finished(connected, 2);
      expect(about(seen, "share").some(({ onlyFor }) => onlyFor === null)).toBe(true);
    });
  });

  describe("once, and in order", () => {
    it("an event that is delivered again is answered once", async () => {
      const connected = await open();
      const same = { ...deed(connected.users[0]), text: "again" };
      await Promise.all([connected.say(same), connected.say(same)]);
      await connected.say(same);
      await until(() => connected.host.answered() === 1, "an answer");
      const seen = await finished(connected, 1);
      expect(connected.host.asked).toHaveLength(1);
      expect(about(seen, "Anna: call the top 20 of again")).toHaveLength(1);
    });

    it("two people asking at the same time do not mix", async () => {
      const connected = await open(async ({ text }) => {
        await new Promise((resolve) => setTimeout(resolve, text.length % 7));
        return answerOf(text);
      });
      const [one, two] = connected.users;
      const questions = [1, 2, 3].flatMap((at) => [
        { user: one, text: `first-${"x".repeat(at)}` },
        { user: two, text: `second-${"y".repeat(at)}` },
      ]);
      await Promise.all(questions.map(({ user, text }) => connected.say({ ...deed(user), text })));
      const seen = await finished(connected, questions.length);
      expect(
        about(
          seen.filter(({ onlyFor }) => onlyFor === one),
          "second-",
        ),
      ).toEqual([]);
      expect(
        about(
          seen.filter(({ onlyFor }) => onlyFor === two),
          "first-",
        ),
      ).toEqual([]);
      for (const { text } of questions) expect(about(seen, `callthetop20of${text}thisweek`), text).toHaveLength(1);
    });

    it("answers of one conversation stand in the order in which they were given, each in one piece", async () => {
      const image = await pictureOf("order", "Order");
      const order: string[] = [];
      const connected = await open(async ({ text }) => {
        order.push(text);
        const long = { insights: [longText(text, 9_000)] };
        return answerOf(text, order.length % 2 === 0 ? { ...long, image } : long);
      });
      for (const text of ["q1", "q2", "q3", "q4"]) await connected.say({ ...deed(connected.users[0]), text });
      const seen = await finished(connected, 4);
      const runs = seen
        .map(({ text }) => /q\d/.exec(text)?.[0] ?? "")
        .filter((tag, at, all) => tag !== "" && tag !== all[at - 1]);
      expect(runs).toEqual(order);
    });

    it("what is sent unasked stands in the order in which it was sent, pictures among texts", async () => {
      const connected = await open();
      const image = await pictureOf("sent", "Sent");
      const tags = ["s1", "s2", "s3", "s4"];
      await Promise.all(
        tags.map((tag, at) =>
          connected.send(connected.shared, answerOf(tag, { visibility: "channel", ...(at % 2 ? {} : { image }) }), tag),
        ),
      );
      await connected.stop();
      const seen = await connected.seen();
      const runs = seen
        .map(({ text }) => /s\d/.exec(text)?.[0] ?? "")
        .filter((tag, at, all) => tag !== "" && tag !== all[at - 1]);
      expect(runs).toEqual(tags);
      expect(seen.every(({ onlyFor }) => onlyFor === null)).toBe(true);
      expect(flaws(seen)).toEqual([]);
    });
  });

  describe("time", () => {
    it("a question is acknowledged while its answer is still being worked out, and progress shows", async () => {
      const wait = gate();
      let tell: Progress = () => undefined;
      const connected = await open(async ({ text }, progress) => {
        tell = progress;
        await wait.opened;
        return answerOf(text);
      });
      await connected.say({ ...deed(connected.users[0]), text: "slow" });
      expect(connected.host.answered()).toBe(0);
      expect(connected.acknowledgedIn()).toBeLessThan(3_000);
      tell("Drawing the chart…");
      const notes = await until(
        async () => ((await connected.working()).length > 0 ? connected.working() : undefined),
        "progress",
      );
      expect(notes.join("")).toMatch(/\p{L}{3}/u);
      expect(about(await connected.seen(), "slow")).toEqual([]);
      wait.open();
      const seen = await finished(connected, 1);
      expect(about(seen, "slow").length).toBeGreaterThan(0);
      expect(await connected.working()).toEqual([]);
    });

    it("a shutdown finishes what it began, asked and sent", async () => {
      const wait = gate();
      const connected = await open(async ({ text }) => {
        await wait.opened;
        return answerOf(text);
      });
      await connected.say({ ...deed(connected.users[0]), text: "begun" });
      await until(() => connected.host.asked.length === 1, "the question");
      const sent = connected.send(connected.shared, answerOf("digest", { visibility: "channel" }), "digest/1");
      const stopped = connected.stop();
      wait.open();
      await Promise.all([sent, stopped]);
      const seen = await connected.seen();
      expect(missing(textsOf(answerOf("begun")), seen)).toEqual([]);
      expect(missing(textsOf(answerOf("digest")), seen)).toEqual([]);
    });

    it("after a broken connection questions are answered again, and what was under way is not lost", async ({
      skip,
    }) => {
      const wait = gate();
      const connected = await open(async ({ text }) => {
        if (text === "meanwhile") await wait.opened;
        return answerOf(text);
      });
      if (connected.reconnect === undefined) return skip("it has no standing connection");
      await connected.say({ ...deed(connected.users[0]), text: "before" });
      await until(async () => about(await connected.seen(), "before").length > 0, "an answer");
      await connected.say({ ...deed(connected.users[0]), text: "meanwhile" });
      await until(() => connected.host.asked.length === 2, "the second question");
      await connected.reconnect();
      wait.open();
      await connected.say({ ...deed(connected.users[0]), text: "after" });
      const seen = await finished(connected, 3);
      for (const text of ["before", "meanwhile", "after"])
        expect(about(seen, `callthetop20of${text}thisweek`), text).toHaveLength(1);
    });
  });

  describe("what is known of a message", () => {
    const delivery = answerOf("delivery", { visibility: "channel" });
    const visible = async (connected: OpenRig) => about(await connected.seen(), "callthetop20ofdelivery").length;

    it("is that nobody can get it, where the target does not exist", async () => {
      const connected = await open();
      const sent = connected.send("#no-such-place", delivery, "d/1");
      await expect(sent).rejects.toMatchObject({ name: "SendError", fate: "refused" });
      expect(await connected.seen()).toEqual([]);
    });

    it.each(["rate-limited", "server-error", "error-in-200", "reply-lost"] as const)(
      "is true after a server's %s: what was not taken can be sent again, what was lost is found or unknown",
      async (fault) => {
        const connected = await open();
        if (connected.fail === undefined) return;
        connected.fail(fault, 1);
        const failure = await connected.send(connected.shared, delivery, "d/1").then(
          () => null,
          (error: unknown) => error,
        );
        if (failure === null) return expect(await visible(connected)).toBe(1);
        expect(failure).toMatchObject({ name: expect.stringMatching(/SendError|Lost/) });
        const { fate } = failure as { fate: string };
        expect(fate).toMatch(/later|lost/);
        if (fate === "later") {
          expect(await visible(connected)).toBe(0);
          await connected.send(connected.shared, delivery, "d/1");
          return expect(await visible(connected)).toBe(1);
        }
        const { find } = connected.connection();
        if (find === undefined) return;
        const found = await find(connected.shared, "d/1", new Date(Date.now() - 60_000));
        expect(found === null ? 0 : 1).toBe(await visible(connected));
      },
    );

    it("is found by its key and taken back, where the platform can", async ({ skip }) => {
      const connected = await open();
      const { find, recall } = connected.connection();
      if (find === undefined || recall === undefined) return skip("it cannot look, or not take back");
      const image = await pictureOf("back", "Back");
      const since = new Date(Date.now() - 60_000);
      for (const target of [connected.shared, connected.users[0]]) {
        const sent = await connected.send(target, { ...delivery, image }, `d/${target}`);
        expect(await find(target, `d/${target}`, since)).toEqual(sent);
        expect(await find(target, "d/never", since)).toBeNull();
        await until(async () => (await visible(connected)) === 1, "the message");
        await recall(sent as MessageRef);
        await until(async () => (await visible(connected)) === 0, "its end");
        expect(await find(target, `d/${target}`, since)).toBeNull();
      }
    });
  });

  describe.each(["rate-limited", "server-error", "error-in-200", "reply-lost"] as const)("a server's %s", (fault) => {
    it.for([false, true])("never loses or doubles what is sent (with a picture: %s)", async (pictured, { skip }) => {
      const connected = await open();
      if (connected.fail === undefined) return skip("it has no server that could fail");
      const image = await pictureOf("fault", "Fault");
      const answer = answerOf("delivery", { visibility: "channel", ...(pictured ? { image } : {}) });
      connected.fail(fault, 1);
      const failed = await connected.send(connected.shared, answer, "delivery/1").then(
        () => null,
        (error: Error) => error,
      );
      await connected.stop();
      const posted = about(await connected.seen(), "callthetop20ofdelivery").length;
      // After a lost reply nobody may be able to say; then it is reported as failed, and not repeated.
      if (failed === null) expect(posted).toBe(1);
      else expect(posted).toBeLessThanOrEqual(fault === "reply-lost" ? 1 : 0);
      if (failed !== null) expect(failed.message).toMatch(/\S{3}/);
    });

    it.for(["direct", "shared"] as const)(
      "is made up for, or said, when somebody asked in a %s place",
      async (place, { skip }) => {
        const connected = await open();
        if (connected.fail === undefined) return skip("it has no server that could fail");
        connected.fail(fault, 1);
        await connected.say({ ...deed(connected.users[0], place), text: "asked" });
        await until(() => connected.host.answered() === 1, "an answer");
        await connected.stop();
        const posted = about(await connected.seen(), "callthetop20ofasked").length;
        expect(posted).toBeLessThanOrEqual(1);
        if (posted === 0) expect(connected.host.errors).not.toEqual([]);
      },
    );

    it("that does not end is reported, and the next question is answered", async ({ skip }) => {
      const connected = await open();
      if (connected.fail === undefined) return skip("it has no server that could fail");
      connected.fail(fault, 20);
      const failed = await connected.send(connected.shared, answerOf("lost", { visibility: "channel" }), "lost/1").then(
        () => null,
        (error: Error) => error,
      );
      const posted = about(await connected.seen(), "callthetop20oflost").length;
      expect(posted).toBeLessThanOrEqual(1);
      if (posted === 0) expect(failed).toBeInstanceOf(Error);
      connected.fail(fault, 0);
      await connected.say({ ...deed(connected.users[1]), text: "next" });
      expect(about(await finished(connected, 1), "callthetop20ofnext")).toHaveLength(1);
    }, 60_000);
  });

  describe("besides answers", () => {
    it("a missing subject is asked for by a form, whose fields come back by name", async () => {
      const bare = {
        context: "",
        command: "",
        buttons: [],
        result: {},
        visibility: "private" as const,
        locale: "en" as const,
      };
      const asks: Answer = {
        ...bare,
        id: "f1",
        headline: "Which customer?",
        form: subjectForm,
        error: { code: "subject_missing", hint: "Such as /customer Acme" },
      };
      const connected = await open(({ kind }) => (kind === "form" ? answerOf("profile") : asks), {
        form: async () => subjectForm,
      });
      const [user] = connected.users;
      await connected.say({ ...deed(user), text: "/customer" });
      if (!capabilities.forms) {
        const seen = await finished(connected, 1);
        return expect(missing(["Which customer?", "Such as /customer Acme"], seen)).toEqual([]);
      }
      const opens = async () => (await connected.forms?.())?.at(-1);
      const found = await until(
        async () => (await opens()) ?? (await connected.seen()).at(-1),
        "a form, or a button to it",
      );
      // Where a form needs somebody's click, the answer has the button that opens it.
      if (!("fields" in found)) await connected.press({ ...deed(user), ...found.buttons[0]!.press });
      const form = await until(opens, "the form");
      expect(form).toMatchObject({ onlyFor: user, title: subjectForm.title, complaints: [] });
      expect(form.fields).toMatchObject(
        subjectForm.fields.map(({ name, label, value, required }) => ({ name, label, value, required })),
      );
      expect(form.fields[2]?.choices).toEqual(subjectForm.fields[2]?.choices);
      const values = { subject: '华星科技 "East" 😀', by: "region" };
      await connected.submit?.({ ...deed(user), values });
      await until(() => connected.host.asked.some(({ kind }) => kind === "form"), "the sent form");
      const sent = connected.host.asked.find(({ kind }) => kind === "form");
      expect(sent).toMatchObject({ text: "customer", values: { ...values, period: "last365d" } });
      const seen = await finished(connected, connected.host.asked.length);
      expect(about(seen, "profile").every(({ onlyFor }) => onlyFor === user)).toBe(true);
      expect(missing(textsOf(answerOf("profile")), seen)).toEqual([]);
    });

    it("a front page shows who one is, what one asked, what one might ask, and what is sent unasked", async ({
      skip,
    }) => {
      const ask = (label: string) => ({ action: "ask" as const, label, value: `/${label}` });
      const home = {
        about: ["You see the whole company."],
        recent: [ask("recent-1")],
        suggested: [ask("pipeline-2")],
        subscriptions: ["Digest → #sales"],
      };
      const connected = await open(undefined, { home: async () => ({ ...home, locale: "en" }) });
      if (connected.home === undefined) return skip("it has no front page");
      const page = await connected.home(connected.users[0]);
      for (const text of ["You see the whole company.", "recent-1", "pipeline-2", "Digest"])
        expect(page).toContain(text);
    });

    it("a rating reaches the host with the answer's own id", async ({ skip }) => {
      const connected = await open();
      if (connected.rate === undefined) return skip("answers cannot be rated there");
      const [user] = connected.users;
      await connected.say({ ...deed(user), text: "rated" });
      await until(async () => about(await connected.seen(), "rated").length > 0, "an answer");
      await connected.rate({ ...deed(user), good: false });
      await until(() => connected.host.rated.length > 0, "the rating");
      expect(connected.host.rated).toMatchObject([{ answer: answerOf("rated").id, good: false, user: { id: user } }]);
    });
  });
});
