import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SourceError } from "#errors.ts";
import { type ApiOptions, createApi } from "#http/api.ts";
import { backoff, retryAfter } from "#http/fault.ts";
import { createLimiter } from "#http/limiter.ts";
import { answering, hangingUp, tooMany } from "../connectors/stub/behaviours.ts";
import { openStub, type Stub } from "../connectors/stub/server.ts";

/** A clock that only sleeping moves. */
function scriptedTiming() {
  const slept: number[] = [];
  let now = Date.UTC(2026, 0, 15, 23, 59, 0);
  return {
    slept,
    now: () => now,
    sleep: async (ms: number) => {
      slept.push(ms);
      now += ms;
    },
    random: () => 0.5,
  };
}

let stub: Stub;
let token: number;
let timing: ReturnType<typeof scriptedTiming>;
beforeEach(async () => {
  token = 1;
  timing = scriptedTiming();
  stub = await openStub(({ path, headers }) => {
    if (path === "/login") {
      token += 1;
      return { body: { token: `secret-token-${token}` } };
    }
    if (headers.authorization && headers.authorization !== `Bearer secret-token-${token}`) return { status: 401 };
    return { body: { ok: true } };
  });
});
afterEach(() => stub.close());

const api = (more: Partial<ApiOptions> = {}) => createApi({ name: "shop", baseURL: stub.url, timing, ...more });
const session: NonNullable<ApiOptions["session"]> = {
  login: async (ask) => {
    const { body } = await ask({ method: "POST", path: "/login", body: { key: "planted-key" } });
    return { token: (body as { token: string }).token };
  },
  headers: (found) => ({ authorization: `Bearer ${found.token}` }),
};
const failure = async (promise: Promise<unknown>): Promise<SourceError> => {
  const error = await promise.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(SourceError);
  return error as SourceError;
};

describe("what passes by itself", () => {
  test("is tried again with full jitter", async () => {
    stub.use(answering({ status: 503 }, { times: 2 }));
    stub.use(hangingUp({ times: 1 }));
    expect((await api().call({ path: "/a" })).body).toEqual({ ok: true });
    expect(timing.slept).toEqual([250, 500, 1000]);
  });

  test("waits as long as the server says, in seconds or until a date, and everybody waits", async () => {
    stub.use(tooMany(7, { times: 1 }));
    expect((await api().call({ path: "/a" })).status).toBe(200);
    expect(timing.slept).toEqual([7000]);
    expect(retryAfter("Thu, 15 Jan 2026 00:00:10 GMT", Date.UTC(2026, 0, 15))).toBe(10_000);
    expect(retryAfter("soon", 0)).toBeNull();
  });

  test("429 without Retry-After backs off, and is given up at last", async () => {
    stub.use(tooMany(null));
    const error = await failure(api({ attempts: 3 }).call({ path: "/a" }));
    expect(error).toMatchObject({ kind: "wait", retryable: true, message: "[shop] GET /a: the server answered 429" });
    expect(timing.slept).toEqual([250, 500]);
  });

  test("a wait of an hour is left to a later sync", async () => {
    stub.use(tooMany(3600));
    expect((await failure(api().call({ path: "/a" }))).kind).toBe("wait");
    expect(timing.slept).toEqual([]);
  });

  test("waits grow to a minute and no further", () => {
    expect([0, 1, 2, 20].map((attempt) => backoff(attempt, () => 1))).toEqual([500, 1000, 2000, 60_000]);
    expect(backoff(9, () => 0)).toBe(0);
  });
});

test("parameters of every request are made anew when it is tried again", async () => {
  stub.use(answering({ status: 503 }, { times: 1 }));
  let made = 0;
  await api({ query: () => ({ id: ++made }) }).call({ path: "/a", query: { page: 7 } });
  expect(stub.requests.map(({ query }) => query.toString())).toEqual(["id=1&page=7", "id=2&page=7"]);
});

describe("sessions", () => {
  test("are fetched once, however many wait for them", async () => {
    const shop = api({ session });
    await Promise.all(Array.from({ length: 8 }, () => shop.call({ path: "/a" })));
    expect(stub.requests.filter(({ path }) => path === "/login")).toHaveLength(1);
  });

  test("that end early are renewed once, whether it shows as 401 or as words in a 200", async () => {
    const words = api({
      session,
      recognise: ({ body }) => (body === "session lost" ? { kind: "expired", message: "lost" } : undefined),
    });
    await words.call({ path: "/a" });
    token += 1;
    expect((await words.call({ path: "/a" })).status).toBe(200);
    stub.use(answering({ body: "session lost" }, { times: 1, when: ({ path }) => path === "/a" }));
    expect((await words.call({ path: "/a" })).status).toBe(200);
    expect(stub.requests.filter(({ path }) => path === "/login")).toHaveLength(3);
  });

  test("that end again at once are a matter of credentials", async () => {
    stub.use(answering({ status: 401 }, { when: ({ path }) => path === "/a" }));
    expect((await failure(api({ session }).call({ path: "/a" }))).kind).toBe("auth");
    expect(stub.requests.filter(({ path }) => path === "/login")).toHaveLength(2);
  });

  test("that lie in bodies, of several values, are carried there and shown by no error", async () => {
    const pair = { ...session, headers: () => ({}), body: () => ({ ticket: "planted-ticket", company: "acme-42" }) };
    const login = async () => ({ token: JSON.stringify(["planted-ticket", "acme-42"]) });
    const told = api({ session: { ...pair, login } });
    await told.call({ method: "POST", path: "/a", body: { q: 1 } });
    expect(stub.requests.at(-1)?.body).toEqual({ ticket: "planted-ticket", company: "acme-42", q: 1 });
    const recognise = () => ({ kind: "bad_request", message: "planted-ticket of acme-42 is odd" }) as const;
    const error = await failure(api({ session: { ...pair, login }, recognise }).call({ method: "POST", path: "/a" }));
    expect(error.message).toBe("[shop] POST /a: [secret] of [secret] is odd");
  });

  test("are kept for the next opening", async () => {
    const kept = new Map<string, string>();
    const store = {
      get: async (key: string) => kept.get(key) ?? null,
      set: async (key: string, value: string) => void kept.set(key, value),
    };
    for (let opening = 0; opening < 3; opening++)
      await api({ session: { ...session, kept: store } }).call({ path: "/a" });
    expect(stub.requests.filter(({ path }) => path === "/login")).toHaveLength(1);
  });
});

describe("what does not pass", () => {
  test.each([
    [403, "permission"],
    [404, "bad_request"],
    [422, "bad_request"],
  ] as const)("%s is a matter of %s, at once", async (status, kind) => {
    stub.use(answering({ status }));
    const error = await failure(api().call({ path: "/a" }));
    expect(error).toMatchObject({ kind, retryable: false });
    expect(stub.requests).toHaveLength(1);
  });

  test("errors in a 200 are what the connector takes them for", async () => {
    stub.use(answering({ body: { errorCode: 30003 } }));
    const recognise: ApiOptions["recognise"] = ({ body }) =>
      (body as { errorCode?: number }).errorCode === 30003 ? { kind: "quota", message: "allowance spent" } : undefined;
    expect((await failure(api({ recognise }).call({ path: "/a" }))).kind).toBe("quota");
  });

  test("no error holds a secret, in its words, its causes or its fields", async () => {
    stub.use(answering({ status: 400, body: "bad" }, { when: ({ path }) => path === "/a" }));
    const recognise: ApiOptions["recognise"] = ({ status }) =>
      status === 400 ? { kind: "bad_request", message: "planted-key and secret-token-2 are wrong" } : undefined;
    const shop = api({ session, secrets: ["planted-key"], recognise });
    const error = await failure(shop.call({ path: "/a?key=planted-key" }));
    const all = `${error.message} ${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`;
    expect(all).toContain("[secret] and [secret] are wrong");
    expect(all).not.toMatch(/planted-key|secret-token/);
  });

  test("an answer without end is not read, a slow one not waited for", async () => {
    stub.use(answering({ body: "x".repeat(5000) }, { times: 1 }));
    expect((await failure(api({ maxBytes: 1000 }).call({ path: "/a" }))).kind).toBe("schema");
    stub.use(() => new Promise(() => {}));
    const slow = await failure(api({ timeoutMs: 30, attempts: 1 }).call({ path: "/a" }));
    expect(slow).toMatchObject({ kind: "retryable", message: "[shop] GET /a: no answer (ECONNABORTED)" });
  });

  test("a redirect is not followed to where nobody meant to go", async () => {
    stub.use(answering({ status: 302, headers: { location: "http://127.0.0.1:9/" } }));
    expect((await failure(api().call({ path: "/a" }))).kind).toBe("bad_request");
  });
});

describe("limits", () => {
  test("a token bucket lets so many calls go at once and then one at a time", async () => {
    const limiter = createLimiter("shop", { calls: { count: 3, perMs: 300 } }, timing);
    for (let call = 0; call < 5; call++) await limiter.run(async () => {});
    expect(timing.slept).toEqual([100, 100]);
  });

  test("calls that run at the same time are capped, and served in their order", async () => {
    const limiter = createLimiter("shop", { concurrency: 2 }, timing);
    const order: number[] = [];
    let running = 0;
    let most = 0;
    const work = Array.from({ length: 7 }, (_, index) =>
      limiter.run(async () => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setImmediate(resolve));
        order.push(index);
        running -= 1;
      }),
    );
    await Promise.all(work);
    expect(most).toBe(2);
    expect(order).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  test("a day's budget ends with the day", async () => {
    const limiter = createLimiter("shop", { daily: 2 }, timing);
    const call = () => limiter.run(async () => "done");
    await call();
    await call();
    expect((await failure(call())).kind).toBe("quota");
    await timing.sleep(60_000);
    expect(await call()).toBe("done");
  });
});
