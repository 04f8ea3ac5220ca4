import { expect, it } from "vitest";
import { SourceError } from "#errors.ts";
import type { Api } from "../../../src/platforms/wecom/api/client.ts";
import { createPeople } from "../../../src/platforms/wecom/app/people.ts";

const quiet = { info() {}, warn() {}, error() {} };

const lin = { userid: "lin", status: 1, biz_mail: "lin@acme.test" };

/** People behind an API whose first reply is this error. */
function peopleAfter(error: SourceError) {
  const kept = new Map<string, string>();
  const replies = [() => Promise.reject(error), async () => lin];
  const reply = () => (replies.length > 1 ? replies.shift() : replies[0])?.() ?? Promise.reject(error);
  const api: Api = { get: reply, post: reply, upload: async () => "" };
  const misses = {
    get: async (key: string) => kept.get(key) ?? null,
    set: async (key: string, text: string) => void kept.set(key, text),
  };
  return createPeople(api, misses, quiet);
}

const lost = new SourceError("wecom", "HTTP 503", { retryable: true });
const refused = new SourceError("wecom", "60111: userid not found");

it("an outage is no reason to take a member for nobody", async () => {
  const people = peopleAfter(lost);
  expect(await people.find("lin")).toEqual({ id: "lin" });
  expect(await people.find("lin")).toEqual({ id: "lin", email: "lin@acme.test" });
  const senders = peopleAfter(lost);
  await expect(senders.byEmail("lin@acme.test")).rejects.toBe(lost);
  expect(await senders.byEmail("lin@acme.test")).toBe("lin");
});

it("what WeCom refused is not asked for again", async () => {
  const people = peopleAfter(refused);
  await people.find("lin");
  expect(await people.find("lin")).toEqual({ id: "lin" });
  const senders = peopleAfter(refused);
  expect(await senders.byEmail("lin@acme.test")).toBeNull();
  expect(await senders.byEmail("lin@acme.test")).toBeNull();
});

it("an address that members write into their own profile proves nothing", async () => {
  const get = async (_path: string, { userid }: Readonly<Record<string, string>> = {}) =>
    userid === "lin" ? { ...lin, email: "chief@acme.test" } : { userid, status: 1, email: "chief@acme.test" };
  const memory = { get: async () => null, set: async () => {} };
  const people = createPeople({ get, post: async () => ({}), upload: async () => "" }, memory, quiet);
  expect(await people.find("eve")).toEqual({ id: "eve" });
  expect(await people.find("lin")).toEqual({ id: "lin", email: "lin@acme.test" });
});
