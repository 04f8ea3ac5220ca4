import type { Words } from "#messages.ts";
import type { Question } from "#question.ts";
import type { Reply } from "#reply.ts";

/** Parts of a question that were understood but not honoured: said, never dropped. */
export function unmetWishes(question: Question, reply: Reply, words: Words): string[] {
  const notes: string[] = [];
  if (question.export !== null) notes.push(words.say("wish.export", { format: question.export.toUpperCase() }));
  if (question.comparison?.kind === "target" && !("target" in reply.result)) notes.push(words.say("wish.target"));
  return notes;
}
