import type { Source } from "#connector.ts";
import type { Api } from "#http/api.ts";
import { root } from "./root.ts";

type Task = Parameters<NonNullable<Source["createTask"]>>[0];

export async function createTask(api: Api, { accountId, ownerId, title, due }: Task): Promise<string> {
  const body = {
    ...{ Subject: title, WhatId: accountId, OwnerId: ownerId, ActivityDate: due.slice(0, 10) },
    ...{ Status: "Not Started", Priority: "Normal" },
  };
  const answer = await api.call({ method: "POST", path: `${root}/sobjects/Task`, body, once: true });
  return (answer.body as { id: string }).id;
}

export async function undoTask(api: Api, id: string): Promise<void> {
  await api.call({ method: "DELETE", path: `${root}/sobjects/Task/${encodeURIComponent(id)}` });
}
