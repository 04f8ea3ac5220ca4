import type { Words } from "#messages.ts";
import type { Question } from "#question.ts";
import type { Reply } from "#reply.ts";

/** What must be said of how a question was understood: by whom, and which parts of it are not honoured. */
export function unmetWishes(question: Question, reply: Reply, words: Words): string[] {
  const notes: string[] = [];
  if (question.export !== null && reply.empty === true) notes.push(words.say("wish.export_empty"));
  if (question.comparison?.kind === "target" && !("target" in reply.result)) notes.push(words.say("wish.target"));
  if (question.readBy === "model") notes.push(words.say("wish.read_by_model"));
  return notes;
}
