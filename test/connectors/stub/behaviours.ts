import type { Behaviour, StubAnswer, StubRequest } from "./server.ts";

/** Which requests a behaviour is about, and how many of them: all, unless said. */
export interface Which {
  readonly when?: (request: StubRequest) => boolean;
  /** Lets so many pass first. */
  readonly after?: number;
  readonly times?: number;
}

/** Answers certain requests in the handler's place: a fault in a 200, a session lost as text, an empty 204. */
export function answering(answer: StubAnswer | ((request: StubRequest) => StubAnswer), which: Which = {}): Behaviour {
  const { when = () => true, after = 0, times = Number.POSITIVE_INFINITY } = which;
  let seen = 0;
  return (request, next) => {
    if (!when(request)) return next();
    seen += 1;
    if (seen <= after || seen > after + times) return next();
    return typeof answer === "function" ? answer(request) : answer;
  };
}

/** 429, with `Retry-After` in seconds where it is given. */
export function tooMany(retryAfter: number | null, which: Which = {}): Behaviour {
  const headers = retryAfter === null ? {} : { "retry-after": String(retryAfter) };
  return answering({ status: 429, headers, body: "slow down" }, which);
}

/** Closes the connection without an answer. */
export function hangingUp(which: Which = {}): Behaviour {
  return answering({ hangUp: true }, which);
}

/** Something happens in the source just before a request is answered: records change between pages. */
export function meanwhile(happens: () => void, which: Which = {}): Behaviour {
  const { when = () => true, after = 0, times = 1 } = which;
  let seen = 0;
  return (request, next) => {
    if (when(request)) {
      seen += 1;
      if (seen > after && seen <= after + times) happens();
    }
    return next();
  };
}

/** Every answer is followed by so many bytes more than anybody should read. */
export function endless(bytes: number, which: Which = {}): Behaviour {
  return answering(() => ({ headers: { "content-type": "application/json" }, body: `"${"x".repeat(bytes)}"` }), which);
}
