import { type Page, type Window, WindowTooLarge } from "#connector.ts";
import { SourceError } from "#errors.ts";
import type { Api } from "#http/api.ts";
import { parseCsv } from "#http/csv.ts";
import { realTiming, type Timing } from "#http/timing.ts";
import { type Place, placeAfter } from "./read-changed.ts";
import { bulkRoot } from "./root.ts";
import type { View } from "./view.ts";
import { unzip } from "./zip.ts";

/** Most records of one job: a window with more is halved, so that memory stays flat. */
const most = 50_000;
/** Most bytes of its CSV. */
const mostBytes = 128 * 1024 * 1024;

/** Records that changed within a window, of each module of a view, by one job of the bulk read API each. */
export async function* bulkRecords(api: Api, view: View, window: Window, cursor: string | null): AsyncGenerator<Page> {
  const from = cursor === null ? null : (JSON.parse(cursor) as Place);
  const start = from === null ? 0 : view.modules.indexOf(from.module);
  for (const [index, module] of view.modules.entries()) {
    if (index < start) continue;
    const job = await startJob(api, module, await view.fields(module), window);
    const { count } = await jobDone(api, job);
    if (count > most) throw new WindowTooLarge(`${count} records of ${module}`);
    const next = placeAfter(view, index);
    yield view.page(module, count === 0 ? [] : await download(api, job), next && JSON.stringify(next));
  }
}

async function startJob(api: Api, module: string, fields: readonly string[], { lo, hi }: Window): Promise<string> {
  const until = condition("less_than", hi);
  const criteria = lo === null ? until : { group_operator: "and", group: [condition("greater_equal", lo), until] };
  const body = { query: { module: { api_name: module }, fields, criteria, page: 1 } };
  const answer = (await api.call({ method: "POST", path: bulkRoot, body })).body as {
    data: { details: { id: string } }[];
  };
  return String(answer.data[0]?.details.id);
}

function condition(comparator: string, at: Date): object {
  const value = at.toISOString().replace(/\.\d+Z$/, "+00:00");
  return { field: { api_name: "Modified_Time" }, comparator, value };
}

interface Job {
  readonly state: string;
  readonly result?: {
    readonly count?: number;
    readonly more_records?: boolean;
    readonly error_message?: { message?: string };
  };
}

/** Waits until a job is done, looking ever more rarely. Throws SourceError when it failed or takes over an hour. */
export async function jobDone(api: Api, job: string, timing: Timing = realTiming): Promise<{ count: number }> {
  for (let waited = 0, wait = 1_000; waited < 3_600_000; waited += wait, wait = Math.min(30_000, wait * 1.5)) {
    const { data } = (await api.call({ path: `${bulkRoot}/${encodeURIComponent(job)}` })).body as { data: Job[] };
    const { state = "", result = {} } = data[0] ?? {};
    if (state === "COMPLETED") return { count: result.more_records ? Number.POSITIVE_INFINITY : (result.count ?? 0) };
    if (state === "FAILURE") {
      const why = result.error_message?.message ?? "no reason given";
      throw new SourceError("zoho", `a bulk read failed: ${why}`, { kind: "bad_request" });
    }
    await timing.sleep(wait);
  }
  throw new SourceError("zoho", "a bulk read takes over an hour", { kind: "retryable" });
}

async function download(api: Api, job: string) {
  const { body } = await api.call({ path: `${bulkRoot}/${encodeURIComponent(job)}/result`, binary: true });
  return parseCsv(unzip(body as Buffer, mostBytes).toString("utf8"));
}
