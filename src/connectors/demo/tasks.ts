import { createHash, randomBytes } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import type { Source } from "#connector.ts";
import type { SourceRow } from "#model/tables.ts";

const task = z.object({ id: z.string(), account: z.string(), owner: z.string(), title: z.string(), at: z.string() });
type Task = z.output<typeof task>;

/** One write after the other, whoever opened the demo company. */
let last: Promise<unknown> = Promise.resolve();

/** What was written into the demo company: a file in its folder, read with every load. */
export function openTasks(folder: string, now: Date) {
  const path = join(folder, "demo-tasks.json");

  async function all(): Promise<readonly Task[]> {
    const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
      if (error.code === "ENOENT") return "[]";
      throw error;
    });
    return z.array(task).parse(JSON.parse(text));
  }

  function change(how: (tasks: readonly Task[]) => readonly Task[]): Promise<void> {
    const turn = last.then(async () => {
      await writeFile(`${path}.new`, JSON.stringify(how(await all())));
      await rename(`${path}.new`, path);
    });
    last = turn.catch(() => undefined);
    return turn;
  }

  const createTask: NonNullable<Source["createTask"]> = async ({ accountId, ownerId, title, due }) => {
    const id = `AC-T${randomBytes(4).toString("hex")}`;
    const made = { id, account: accountId, owner: ownerId, title: `${title} (${due})`, at: now.toISOString() };
    await change((tasks) => [...tasks, made]);
    return id;
  };

  return {
    createTask,
    undoTask: (id: string): Promise<void> => change((tasks) => tasks.filter((one) => one.id !== id)),
    /** Changes with the tasks; empty without any. */
    async version(): Promise<string> {
      const ids = (await all()).map(({ id }) => id).join(" ");
      return ids === "" ? "" : `-${createHash("sha256").update(ids).digest("hex").slice(0, 12)}`;
    },
    async rows(): Promise<SourceRow<"activities">[]> {
      return (await all()).map(({ id, account, owner, title, at }) => ({
        ...{ id, kind: "task" as const, direction: "outbound", occurred_at: at, owner_id: owner, account_id: account },
        ...{ outcome: title, duration_s: null },
      }));
    },
  };
}
