import type { Reply } from "#reply.ts";

/** Answers kept at once, a few editions' worth. */
const most = 400;

const kept = new WeakMap<object, Map<string, Promise<Reply>>>();

/**
 * The answer to what was asked before with the same words by the same eyes of the same data: of one occurrence, whoever
 * sees the same rows in the same language shares what was computed. `of` is whose answers they are; failures are not kept.
 */
export function sharedAnswer(of: object, key: string, compute: () => Promise<Reply>): Promise<Reply> {
  const answers = kept.get(of) ?? new Map<string, Promise<Reply>>();
  kept.set(of, answers);
  const known = answers.get(key);
  if (known !== undefined) return known;
  const answer = compute();
  answers.set(key, answer);
  answer.catch(() => answers.delete(key));
  for (const oldest of [...answers.keys()].slice(0, Math.max(0, answers.size - most))) answers.delete(oldest);
  return answer;
}
