import { expect, test } from "vitest";
import { createHistory } from "#platforms/playground/history.ts";
import type { Message } from "#platforms/playground/protocol.ts";
import { createShelf } from "#platforms/playground/shelf.ts";

function message(id: string, changes: Partial<Message> = {}): Message {
  const nothing = { author: null, audience: null, text: id, card: null, sharedBy: null, origin: null };
  return { id, room: "#sales", thread: null, at: "2026-11-22T09:00:00Z", scheduled: false, ...nothing, ...changes };
}

test("a room keeps its last messages, and a thread leaves with its root", () => {
  const history = createHistory(3);
  history.add(message("a"));
  history.add(message("a1", { thread: "a" }));
  history.add(message("b"));
  history.add(message("c"));
  expect(history.visible("#sales", "u1").map(({ id }) => id)).toEqual(["b", "c"]);
  expect(history.add(message("c"))).toBe(false);
  expect(history.find("#sales", "a", "u1")).toBeUndefined();
});

test("what is unread is what others said since, and what one may see", () => {
  const history = createHistory();
  history.add(message("a"));
  history.add(message("b", { audience: "u2" }));
  history.add(message("c", { author: { id: "u1", name: "Anna" } }));
  expect([history.unread("#sales", "u1"), history.unread("#sales", "u2")]).toEqual([1, 3]);
  history.markRead("#sales", "u2");
  expect([history.unread("#sales", "u1"), history.unread("#sales", "u2")]).toEqual([1, 0]);
  expect(history.find("#sales", "b", "u1")).toBeUndefined();
});

test("the chart longest not looked at leaves first", () => {
  const images = createShelf<Uint8Array>(2);
  const [first, second] = [images.keep(new Uint8Array([1])), images.keep(new Uint8Array([2]))];
  images.find(first);
  const third = images.keep(new Uint8Array([3]));
  expect([first, second, third].map((id) => images.find(id)?.[0])).toEqual([1, undefined, 3]);
});

test("the page speaks both languages with the same keys and places", async () => {
  const url = new URL("../../../src/platforms/playground/page/words.js", import.meta.url);
  const { WORDS } = (await import(url.href)) as { WORDS: Record<"en" | "zh", Record<string, string>> };
  const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();
  expect(Object.keys(WORDS.zh)).toEqual(Object.keys(WORDS.en));
  for (const [key, text] of Object.entries(WORDS.en)) expect(places(WORDS.zh[key] ?? ""), key).toEqual(places(text));
});

test("suggestions: names, other names and titles first, then examples that go on from the text", async () => {
  const url = new URL("../../../src/platforms/playground/page/suggest.js", import.meta.url);
  const { suggest } = await import(url.href);
  const { commands } = await import("./small-host.ts");
  const labels = (typed: string, locale = "en") =>
    suggest(typed, commands, locale).map(({ label }: { label: string }) => label);
  expect(labels("/")).toHaveLength(6);
  expect(labels("/sa")).toEqual(["/sales", "/satisfaction"]);
  expect(labels("、漏", "zh")).toEqual(["/funnel"]);
  expect(labels("/rfm ")).toEqual(["/rfm last90d", "/rfm by region"]);
  expect(labels("/rfm by")).toEqual(["/rfm by region"]);
  expect(labels("/rfm by region")).toEqual([]);
  expect(labels("how are sales?")).toEqual([]);
});
