import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Answer } from "#answer.ts";
import { createHost } from "#host.ts";
import type { Host } from "#platform.ts";
import { demoParley } from "../demo-company.ts";
import { flaws, missing, squeeze, textsOf } from "./visible.ts";
import { ways } from "./ways.ts";

const people = 50;
const questions = [
  ...["/sales last90d", "/funnel Q3", "/leads", "/help", "/sales Q9", "近90天客户分层"],
  ...["how are sales this quarter by region?", "what?"],
];

let demo: Awaited<ReturnType<typeof demoParley>>;
beforeAll(async () => {
  demo = await demoParley();
});
afterAll(() => demo.close());

/** The company's host; every answer ends with a number of its own, by which it is counted. */
function numbered(host: Host): Host & { readonly given: Map<string, { user: string; answer: Answer }> } {
  const given = new Map<string, { user: string; answer: Answer }>();
  return {
    ...host,
    given,
    async ask(incoming, progress) {
      const said = await host.ask(incoming, progress);
      if (said === null) return null;
      const number = `No. ${1_000 + given.size}!`;
      const answer = { ...said, footnotes: [...(said.footnotes ?? []), number] };
      given.set(number, { user: incoming.user.id, answer });
      return answer;
    },
  };
}

describe.each(ways)("$title", ({ name, rig }) => {
  it("fifty people asking at once are answered once each, and nobody gets another's answer", async () => {
    const host = numbered(createHost(name, demo.parley));
    const connected = await rig(host, people);
    try {
      const asked = connected.users.slice(0, people).map((user, at) => {
        const eventId = `crowd-${at}-${Date.now()}`;
        return connected.say({ eventId, user, place: "direct", text: questions[at % questions.length] ?? "/help" });
      });
      expect(asked).toHaveLength(people);
      await Promise.all(asked);
      await expect.poll(() => host.given.size, { timeout: 60_000 }).toBe(people);
      await expect.poll(async () => (await connected.working()).length, { timeout: 60_000 }).toBe(0);
      await connected.stop();
      const seen = await connected.seen();
      expect(new Set([...host.given.values()].map(({ user }) => user)).size).toBe(people);
      expect(flaws(seen)).toEqual([]);
      for (const [number, { user, answer }] of host.given) {
        const found = seen.filter(({ text }) => squeeze(text).includes(squeeze(number)));
        expect(
          found.map(({ onlyFor }) => onlyFor),
          number,
        ).toEqual([user]);
        const theirs = seen.filter(({ onlyFor }) => onlyFor === user);
        expect(missing(textsOf(answer), theirs), answer.command).toEqual([]);
        expect(theirs.flatMap(({ images }) => images)).toHaveLength(answer.image ? 1 : 0);
      }
    } finally {
      await connected.close();
    }
  }, 120_000);
});
