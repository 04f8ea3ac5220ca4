import { CursorExpired, type Page, type Window } from "#connector.ts";
import { SourceError } from "#errors.ts";
import type { Api } from "#http/api.ts";
import { parseCsv } from "#http/csv.ts";
import { realTiming, type Timing } from "#http/timing.ts";
import { NotInBulk } from "./api.ts";
import { changedRecords, placeAfter, soqlOf } from "./query.ts";
import { root } from "./root.ts";
import type { View } from "./view.ts";

/** Records of one download; so many stay far below what an answer may weigh. */
const pageSize = 20_000;
/** Salesforce keeps results for seven days. */
const keptMs = 6 * 86_400_000;

/** Where a load goes on: in the results of a job, or at the beginning of an object. */
interface Place {
  readonly object: string;
  readonly url: string | null;
  readonly job?: string;
  readonly locator?: string | null;
}

/** All records of a view's objects, by jobs of the Bulk API 2.0, which cost a handful of calls whatever their number. */
export async function* bulkRecords(api: Api, view: View, window: Window, cursor: string | null): AsyncGenerator<Page> {
  const from = cursor === null ? null : (JSON.parse(cursor) as Place);
  const start = from === null ? 0 : view.objects.indexOf(from.object);
  for (const [index, object] of view.objects.entries()) {
    if (index < start) continue;
    const here = from?.object === object ? from : null;
    const job =
      here?.job ?? (here?.url ? null : await startJob(api, soqlOf(object, await view.fields(object), window)));
    if (job === null) {
      // The Bulk API does not know the object, or a query of it had begun.
      yield* changedRecords(api, { ...view, objects: [object] }, window, here?.url ? cursor : null);
      continue;
    }
    await jobDone(api, job);
    let locator: string | null = here?.locator ?? null;
    do {
      const { records, next } = await results(api, job, locator);
      locator = next;
      const place = next === null ? placeAfter(view, index) : { object, url: null, job, locator: next };
      const expires = new Date(Date.now() + keptMs);
      yield { ...view.page(object, records, place && JSON.stringify(place)), expires };
    } while (locator !== null);
  }
}

async function startJob(api: Api, query: string): Promise<string | null> {
  try {
    const answer = await api.call({
      method: "POST",
      path: `${root}/jobs/query`,
      body: { operation: "queryAll", query },
    });
    return (answer.body as { id: string }).id;
  } catch (error) {
    if (error instanceof NotInBulk) return null;
    throw error;
  }
}

/** Waits until a job is done, looking ever more rarely. Throws SourceError when it failed or takes over an hour. */
export async function jobDone(api: Api, job: string, timing: Timing = realTiming): Promise<void> {
  const path = `${root}/jobs/query/${encodeURIComponent(job)}`;
  for (let waited = 0, wait = 1_000; waited < 3_600_000; waited += wait, wait = Math.min(30_000, wait * 1.5)) {
    const { state, errorMessage = "" } = (await callOfJob(api, path)).body as { state: string; errorMessage?: string };
    if (state === "JobComplete") return;
    if (state === "Failed" || state === "Aborted") {
      throw new SourceError("salesforce", `a bulk query ended as ${state}: ${errorMessage}`, { kind: "bad_request" });
    }
    await timing.sleep(wait);
  }
  throw new SourceError("salesforce", "a bulk query takes over an hour", { kind: "retryable" });
}

async function results(api: Api, job: string, locator: string | null) {
  const path = `${root}/jobs/query/${encodeURIComponent(job)}/results`;
  const { headers, body } = await callOfJob(api, path, { maxRecords: pageSize, locator: locator ?? undefined });
  const next = headers["sforce-locator"];
  return { records: parseCsv(String(body)), next: next === undefined || next === "null" ? null : next };
}

/** A job that is gone is a cursor that expired. */
async function callOfJob(api: Api, path: string, query: Record<string, string | number | undefined> = {}) {
  try {
    return await api.call({ path, query, headers: { accept: "*/*" } });
  } catch (error) {
    if (error instanceof SourceError && /NOT_?FOUND|INVALIDJOB/i.test(error.message))
      throw new CursorExpired(error.message);
    throw error;
  }
}
