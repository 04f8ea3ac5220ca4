import type { Answer } from "#answer.ts";
import type { State } from "#store.ts";

const bytes = "$base64";

/** An answer as text; pictures and files in base64. */
export function pack(answer: Answer): string {
  return JSON.stringify(answer, function (this: Readonly<Record<string, unknown>>, key, value: unknown) {
    // Buffers would turn into lists of numbers before they come here.
    const raw = this[key];
    return raw instanceof Uint8Array ? { [bytes]: Buffer.from(raw).toString("base64") } : value;
  });
}

/** The answer that `pack` made text of. */
export function unpack(text: string): Answer {
  return JSON.parse(text, (_key, value: unknown) => {
    const packed = typeof value === "object" && value !== null ? (value as Record<string, unknown>)[bytes] : undefined;
    return typeof packed === "string" ? new Uint8Array(Buffer.from(packed, "base64")) : value;
  });
}

/** Keeps what was computed until it is sent, so that every try sends the same. */
export async function keepAnswer(state: State, delivery: string, answer: Answer): Promise<void> {
  await state.run("DELETE FROM outbox WHERE delivery = $1", [delivery]);
  await state.run("INSERT INTO outbox (delivery, answer) VALUES ($1, $2)", [delivery, pack(answer)]);
}

export async function keptAnswer(state: State, delivery: string): Promise<Answer | null> {
  const [row] = await state.rows<{ answer: string }>("SELECT answer FROM outbox WHERE delivery = $1", [delivery]);
  return row === undefined ? null : unpack(row.answer);
}

export async function dropAnswer(state: State, delivery: string): Promise<void> {
  await state.run("DELETE FROM outbox WHERE delivery = $1", [delivery]);
}
