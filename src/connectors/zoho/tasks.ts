import type { Source } from "#connector.ts";
import { SourceError } from "#errors.ts";
import type { Api } from "#http/api.ts";
import { root } from "./root.ts";

type Task = Parameters<NonNullable<Source["createTask"]>>[0];

interface Written {
  readonly data?: readonly {
    readonly code?: string;
    readonly message?: string;
    readonly details?: { readonly id?: string };
  }[];
}

export async function createTask(api: Api, { accountId, ownerId, title, due }: Task): Promise<string> {
  const task = {
    ...{ Subject: title, Due_Date: due.slice(0, 10), Status: "Not Started", Owner: { id: ownerId } },
    ...{ What_Id: { id: accountId }, $se_module: "Accounts" },
  };
  const answer = await api.call({ method: "POST", path: `${root}/Tasks`, body: { data: [task] }, once: true });
  const [written] = (answer.body as Written).data ?? [];
  if (written?.code !== "SUCCESS" || written.details?.id === undefined) {
    throw new SourceError("zoho", `a task was not written: ${written?.message ?? "no reason given"}`, {
      kind: "bad_request",
    });
  }
  return written.details.id;
}

export async function undoTask(api: Api, id: string): Promise<void> {
  await api.call({ method: "DELETE", path: `${root}/Tasks/${encodeURIComponent(id)}` });
}
