import { z } from "zod";
import { createHttp } from "#http.ts";

/** Where an OpenAI-compatible endpoint is, and how long it may take. */
export interface EndpointSettings {
  /** Without `/chat/completions`. */
  readonly url: string;
  readonly key: string | null;
  readonly model: string;
  readonly timeoutMs: number;
}

export interface Message {
  readonly role: "system" | "user";
  readonly content: string;
}

/** Asks for a completion; resolves with its text, null when there is none in time. Never rejects. */
export type Endpoint = (messages: readonly Message[], signal: AbortSignal) => Promise<string | null>;

const completion = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
});

/** Bytes of a reply: a command line with what surrounds it takes less. */
const mostBytes = 32 * 1024;
/** Failures in a row after which nobody is kept waiting for the endpoint. */
const mostFailures = 3;
const restMs = 60_000;
/** One try, and one more where the endpoint says that it is too busy or broke. */
const tries = 2;

/**
 * An OpenAI-compatible endpoint. All tries share one deadline; after three failures in a row it is left alone for a minute.
 */
export function createEndpoint(settings: EndpointSettings, clock: () => Date = () => new Date()): Endpoint {
  const http = createHttp({
    baseURL: `${settings.url.replace(/\/+$/, "")}/`,
    timeout: settings.timeoutMs,
    maxContentLength: mostBytes,
    validateStatus: () => true,
    headers: settings.key === null ? {} : { authorization: `Bearer ${settings.key}` },
  });
  let failures = 0;
  let restUntil = 0;

  async function complete(messages: readonly Message[], signal: AbortSignal): Promise<string> {
    const body = { model: settings.model, messages, temperature: 0, max_tokens: 200 };
    for (let left = tries; ; left--) {
      const { status, data } = await http.post<unknown>("chat/completions", body, { signal });
      if ((status >= 500 || status === 429) && left > 1) continue;
      if (status !== 200) throw new Error(`the language endpoint answered ${status}`);
      return completion.parse(data).choices[0]?.message.content ?? "";
    }
  }

  return async (messages, signal) => {
    if (clock().getTime() < restUntil) return null;
    try {
      const text = await complete(messages, AbortSignal.any([signal, AbortSignal.timeout(settings.timeoutMs)]));
      failures = 0;
      return text;
    } catch {
      // Whatever went wrong there, the parser's own refusal stands; the breaker remembers it.
      failures++;
      if (failures >= mostFailures) {
        restUntil = clock().getTime() + restMs;
        failures = 0;
      }
      return null;
    }
  };
}
