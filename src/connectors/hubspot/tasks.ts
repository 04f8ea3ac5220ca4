import type { Source } from "#connector.ts";
import type { Api } from "#http/api.ts";

type Task = Parameters<NonNullable<Source["createTask"]>>[0];

/** HubSpot's own kind of association from a task to a company. */
const taskToCompany = { associationCategory: "HUBSPOT_DEFINED", associationTypeId: 192 };

/** Writes a task that is due in the middle of the day, so that it is that day in nearly every zone. */
export async function createTask(api: Api, { accountId, ownerId, title, due }: Task): Promise<string> {
  const body = {
    properties: {
      ...{ hs_task_subject: title, hs_task_status: "NOT_STARTED", hs_task_type: "TODO" },
      ...{ hs_timestamp: `${due.slice(0, 10)}T12:00:00Z`, hubspot_owner_id: ownerId },
    },
    associations: [{ to: { id: accountId }, types: [taskToCompany] }],
  };
  const answer = await api.call({ method: "POST", path: "/crm/v3/objects/tasks", body, once: true });
  return (answer.body as { id: string }).id;
}

export async function undoTask(api: Api, id: string): Promise<void> {
  await api.call({ method: "DELETE", path: `/crm/v3/objects/tasks/${encodeURIComponent(id)}` });
}
