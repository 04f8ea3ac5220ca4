import { CursorExpired, type Window } from "#connector.ts";
import type { Api } from "#http/api.ts";
import { wallWindow } from "#sql-source/wall-clock.ts";
import { type Item, type ListPage, listPage } from "./api.ts";

const limit = 100;
/** How often the records of one second are read anew because their number changed meanwhile. */
const restarts = 5;
/** Wukong's numbers of "at least" and "less than", and of ascending order. */
const [atLeast, lessThan, ascending] = [8, 9, 2];

type Condition = Readonly<{ name: string; formType: "datetime"; type: number; values: readonly [string] }>;

/** Where reading is: which times are asked for, and from when on records were created. */
interface Position {
  readonly by: "updateTime" | "createTime";
  readonly from: string | null;
}

/** Some records, and where to go on. */
export interface Records {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/**
 * The records of a list that were edited or created within a window, in the order of their creation. Always from the
 * first page on, of what was created since the last record: positions move when records change, and pages past the
 * hundredth are answered with the first one unless all before them were asked for. Lists without a window give all.
 * Throws CursorExpired when the records of one second do not hold still.
 */
export async function* readList(
  api: Api,
  path: string,
  { window, zone, cursor }: { readonly window: Window | null; readonly zone: string; readonly cursor: string | null },
): AsyncGenerator<Records> {
  const whole = window === null || window.lo === null;
  // Records that were never edited have no time of an edit: those created within the window are asked for as well.
  const passes: readonly Position["by"][] = whole ? ["createTime"] : ["updateTime", "createTime"];
  const at: Position | null = cursor === null ? null : (JSON.parse(cursor) as Position);
  for (const by of at === null ? passes : passes.slice(passes.indexOf(at.by))) {
    const conditions = whole ? [] : within(by, window, zone);
    let from = at?.by === by ? at.from : null;
    for (let done = false; !done; ) {
      const since: Condition[] = from === null ? [] : [condition("createTime", atLeast, from)];
      const searchList = [...conditions, ...since];
      const ask = (page: number): Promise<ListPage> =>
        listPage(api, path, { page, limit, sortField: "createTime", order: ascending, searchList });
      const pages = sameSecond(ask, from);
      for await (const { list } of pages) {
        const last = list.at(-1)?.createTime;
        done = list.length < limit;
        if (typeof last === "string" && last !== from) from = last;
        const next = done && by === passes.at(-1) ? null : JSON.stringify(done ? following(passes, by) : { by, from });
        if (list.length > 0) yield { items: list, next };
      }
    }
  }
}

function following(passes: readonly Position["by"][], by: Position["by"]): Position {
  return { by: passes[passes.indexOf(by) + 1] ?? by, from: null };
}

/** Pages until one brings a later second than the first record's: that of those created before is behind then. */
async function* sameSecond(ask: (page: number) => Promise<ListPage>, from: string | null): AsyncGenerator<ListPage> {
  for (let attempt = 0; ; attempt++) {
    if (attempt > restarts) throw new CursorExpired();
    let total: number | null = null;
    for (let page = 1; ; page++) {
      const found = await ask(page);
      if (found.page !== page || (total !== null && found.total !== total)) break;
      total = found.total;
      yield found;
      const last = found.list.at(-1)?.createTime;
      if (
        found.list.length < limit ||
        (typeof last === "string" && last !== from && last !== found.list[0]?.createTime)
      )
        return;
    }
  }
}

function within(by: Position["by"], window: Window, zone: string): Condition[] {
  const [lo, hi] = wallWindow(window, zone);
  const seconds = (time: string): string => time.slice(0, 19);
  return [...(lo === null ? [] : [condition(by, atLeast, seconds(lo))]), condition(by, lessThan, seconds(hi))];
}

function condition(name: string, type: number, value: string): Condition {
  return { name, formType: "datetime", type, values: [value] };
}
