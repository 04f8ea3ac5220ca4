import type { Answer } from "#answer.ts";
import type { State } from "#store.ts";

const file = "$file";

/**
 * Characters of a file in one row. An embedded state has the texts of two thousand rows in memory at once whenever it reads
 * or rewrites a column: whole pictures would need more than it may take as soon as a hundred wait.
 */
const pieceLength = 16_384;
/** Pieces written by one statement. */
const piecesAtOnce = 500;

interface Packed {
  /** JSON; pictures and files stand in it by their place in `files`. */
  readonly text: string;
  /** In base64. */
  readonly files: readonly string[];
}

function pack(answer: Answer): Packed {
  const files: string[] = [];
  const text = JSON.stringify(answer, function (this: Readonly<Record<string, unknown>>, key, value: unknown) {
    // Buffers would turn into lists of numbers before they come here.
    const raw = this[key];
    return raw instanceof Uint8Array ? { [file]: files.push(Buffer.from(raw).toString("base64")) - 1 } : value;
  });
  return { text, files };
}

/** The answer that `pack` made text of. */
function unpack({ text, files }: Packed): Answer {
  return JSON.parse(text, (_key, value: unknown) => {
    const place = typeof value === "object" && value !== null ? (value as Record<string, unknown>)[file] : undefined;
    return typeof place === "number" ? new Uint8Array(Buffer.from(files[place] ?? "", "base64")) : value;
  });
}

/** Keeps what was computed until it is sent, so that every try sends the same. */
export async function keepAnswer(state: State, delivery: string, answer: Answer): Promise<void> {
  const { text, files } = pack(answer);
  const pieces = files.flatMap((whole, place) =>
    Array.from({ length: Math.ceil(whole.length / pieceLength) }, (_, piece) => ({
      ...{ place, piece, text: whole.slice(piece * pieceLength, (piece + 1) * pieceLength) },
    })),
  );
  await state.transaction(async () => {
    await dropAnswer(state, delivery);
    await state.run("INSERT INTO outbox (delivery, answer) VALUES ($1, $2)", [delivery, text]);
    for (let at = 0; at < pieces.length; at += piecesAtOnce) {
      const some = pieces.slice(at, at + piecesAtOnce);
      const rows = some.map(({ place, piece }, i) => `($1, ${place}, ${piece}, $${i + 2})`);
      await state.run(`INSERT INTO outbox_files (delivery, place, piece, text) VALUES ${rows.join(", ")}`, [
        ...[delivery, ...some.map((one) => one.text)],
      ]);
    }
  });
}

export async function keptAnswer(state: State, delivery: string): Promise<Answer | null> {
  const [row] = await state.rows<{ answer: string }>("SELECT answer FROM outbox WHERE delivery = $1", [delivery]);
  if (row === undefined) return null;
  const pieces = await state.rows<{ place: number; text: string }>(
    "SELECT place, text FROM outbox_files WHERE delivery = $1 ORDER BY place, piece",
    [delivery],
  );
  const files: string[] = [];
  for (const { place, text } of pieces) files[place] = (files[place] ?? "") + text;
  return unpack({ text: row.answer, files });
}

export async function dropAnswer(state: State, delivery: string): Promise<void> {
  await state.run("DELETE FROM outbox WHERE delivery = $1", [delivery]);
  await state.run("DELETE FROM outbox_files WHERE delivery = $1", [delivery]);
}
