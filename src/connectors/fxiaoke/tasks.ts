import type { Source } from "#connector.ts";
import { SourceError } from "#errors.ts";
import type { Api } from "#http/api.ts";
import { post, root } from "./api.ts";

type Task = Parameters<NonNullable<Source["createTask"]>>[0];

/** Tasks are entries of the owner's schedule (日程). */
const object = "ScheduleObj";
const halfHour = 30 * 60_000;

/** Writes a task as half an hour at nine in the morning, China's time, at the account. It starts no approval or workflow. */
export async function createTask(api: Api, { accountId, ownerId, title, due }: Task): Promise<string> {
  const begin = Date.parse(`${due.slice(0, 10)}T09:00:00+08:00`);
  const task = {
    ...{ dataObjectApiName: object, object_describe_api_name: object, content: title },
    ...{ begin_time: begin, end_time: begin + halfHour, owner: [ownerId], participants: [ownerId] },
    related_object_data: [{ describe_api_name: "AccountObj", id: accountId }],
  };
  const body = { triggerApprovalFlow: false, triggerWorkFlow: false, data: { object_data: task } };
  const { dataId } = (await post(api, `${root}/data/create`, body, { once: true })) as { dataId?: string };
  if (dataId === undefined) throw new SourceError("fxiaoke", "a task that was written has no id", { kind: "schema" });
  return dataId;
}

/** Only what is voided can be deleted. */
export async function undoTask(api: Api, id: string): Promise<void> {
  await post(api, `${root}/data/invalid`, { data: { dataObjectApiName: object, object_data_id: id } });
  await post(api, `${root}/data/delete`, { data: { dataObjectApiName: object, idList: [id] } });
}
