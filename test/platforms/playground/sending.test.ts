import { once } from "node:events";
import { afterEach, expect, test } from "vitest";
import type { Room } from "#platforms/playground/protocol.ts";
import { openSocket, sit, start, stopAll } from "./running.ts";
import { fullAnswer, people, smallHost } from "./small-host.ts";

afterEach(stopAll);

const answer = fullAnswer(new Uint8Array([1]), "en", { headline: "Revenue rose 12% last week" });
const unread = (rooms: readonly Room[]) => Object.fromEntries(rooms.map((room) => [room.id, room.unread]));

test("a post to a channel is there and in everybody's inbox, unread until opened", async () => {
  const server = await start(smallHost(() => answer));
  const page = await sit(server.url, "u1", "#management");
  const reference = await server.send("#sales", answer, "digest/47");
  expect(reference).toEqual({ channel: "#sales", message: expect.any(String) });
  expect((await page.next("message")).message).toMatchObject({
    id: reference.message,
    room: "#sales",
    scheduled: true,
    author: null,
  });
  expect((await page.next("message")).message).toMatchObject({
    room: "inbox",
    origin: { room: "#sales", message: reference.message },
  });
  page.say({ type: "hello", persona: "u1" });
  expect(unread((await page.next("welcome")).rooms)).toEqual({
    "#sales": 1,
    "#management": 0,
    "direct:u1": 0,
    inbox: 1,
  });
  page.say({ type: "open", room: "inbox" });
  expect((await page.next("history")).messages).toHaveLength(1);
  page.say({ type: "hello", persona: "u1" });
  expect(unread((await page.next("welcome")).rooms)).toMatchObject({ "#sales": 1, inbox: 0 });
});

test("a post to a person reaches that person only", async () => {
  const server = await start(smallHost(() => answer));
  const anna = await sit(server.url, "u1", "inbox");
  const tom = await sit(server.url, "u3", "inbox");
  await server.send("u3", answer, "ping/1");
  await server.send("inbox", { ...answer, headline: "For all" }, "ping/2");
  expect((await anna.next("message")).message.card?.headline).toBe("For all");
  expect((await tom.next("message")).message).toMatchObject({ room: "direct:u3" });
  expect((await tom.next("message")).message).toMatchObject({ room: "inbox", audience: "u3" });
});

test("a key is sent once and keeps its reference", async () => {
  const server = await start(smallHost(() => answer));
  const [first, second] = await Promise.all([server.send("#sales", answer, "k"), server.send("#sales", answer, "k")]);
  expect(second).toEqual(first);
  const page = await sit(server.url, "u1", "inbox");
  expect(page.received.find((event) => event.type === "history")).toMatchObject({ messages: [{}] });
});

test("a target that there is not is refused with the ones that there are", async () => {
  const server = await start(smallHost(() => answer));
  await expect(server.send("#nowhere", answer, "k")).rejects.toMatchObject({
    name: "SendError",
    fate: "refused",
    source: "playground",
    message: expect.stringContaining("#nowhere"),
    hint: expect.stringContaining("#sales, #management, inbox"),
  });
});

test("the host's own channels replace the usual ones", async () => {
  const personas = async () => [...people, { id: "#华东", name: "华东" }];
  const { url } = await start(smallHost(() => answer, { personas }));
  const page = await openSocket(url);
  page.say({ type: "hello" });
  const { rooms, personas: cast } = await page.next("welcome");
  expect(rooms.map(({ id }) => id)).toEqual(["#华东", "direct:u1", "inbox"]);
  expect(cast).toEqual(people);
});

test("stopping waits for the answer under way, refuses new questions, and closes", async () => {
  let release = (): void => undefined;
  let begun = (): void => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const asked = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const server = await start(
    smallHost(async () => {
      begun();
      await released;
      return answer;
    }),
  );
  const page = await sit(server.url, "u1", "direct:u1");
  page.say({ type: "ask", id: "event-0001", room: "direct:u1", text: "/rfm" });
  await asked;
  const closed = once(page.socket, "close");
  const stopped = server.stop();
  page.say({ type: "ask", id: "event-0002", room: "direct:u1", text: "/rfm" });
  expect(await page.next("refused")).toMatchObject({ id: "event-0002", reason: "stopping" });
  release();
  await stopped;
  expect((await page.next("message", ({ message }) => message.card !== null)).message.card?.headline).toBe(
    answer.headline,
  );
  expect((await closed)[0]).toBe(1001);
  await expect(fetch(server.url)).rejects.toThrow();
});

test("what was sent is found by its key, and taken back everywhere", async () => {
  const server = await start(smallHost(() => answer));
  const page = await sit(server.url, "u1", "inbox");
  const reference = await server.send("#sales", answer, "digest/1");
  await page.next("message");
  expect(await server.find("#sales", "digest/1", new Date(0))).toEqual(reference);
  expect(await server.find("#sales", "digest/2", new Date(0))).toBeNull();
  await server.recall(reference);
  expect((await page.next("history")).messages).toEqual([]);
  expect(await server.find("#sales", "digest/1", new Date(0))).toBeNull();
  page.say({ type: "open", room: "#sales" });
  expect((await page.next("history")).messages).toEqual([]);
});
