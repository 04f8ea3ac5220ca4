import type { Notice } from "#office.ts";
import { apart } from "./addressees.ts";
import { sendPersistently } from "./persist.ts";
import type { Workroom } from "./workroom.ts";

interface Trouble {
  readonly id: string;
  readonly job: string;
  readonly ask: string | null;
  readonly owner: string | null;
  readonly failed: number;
  readonly unknown: number;
  readonly target: string | null;
  readonly error: string | null;
}

/**
 * Tells who set a schedule up, and administrators, of occurrences that failed or may not have arrived: once each, and
 * all deliveries of an occurrence together. What is told is marked after it was: rather twice than never.
 */
export async function tellTroubles(room: Workroom, tell: (notice: Notice) => Promise<void>): Promise<void> {
  const { state, log, speak, locale } = room.parts;
  const rows = await state.rows<Record<string, unknown>>(
    `SELECT o.id AS id, min(s.job) AS job, min(s.ask) AS ask, min(s.owner) AS owner,
       count(*) FILTER (WHERE d.state = 'failed') AS failed, count(*) FILTER (WHERE d.state = 'unknown') AS unsure,
       min(CASE WHEN d.state IN ('failed', 'unknown') THEN d.target END) AS target,
       min(CASE WHEN d.state IN ('failed', 'unknown') THEN d.error END) AS error
     FROM occurrences o LEFT JOIN schedules s ON s.id = o.schedule LEFT JOIN deliveries d ON d.occurrence = o.id
     WHERE o.state IN ('failed', 'unknown') AND NOT o.told GROUP BY o.id ORDER BY o.id LIMIT 20`,
  );
  for (const row of rows) {
    const trouble = read(row);
    const notice = noticeOf(trouble, room);
    await tell(notice);
    if (trouble.owner !== null) {
      const { platform, place } = apart(trouble.owner);
      const words = speak(locale);
      const answer = {
        ...{ id: trouble.id, command: "", locale: words.locale, headline: notice.headline[words.locale], context: "" },
        ...{ visibility: "private" as const, result: {}, buttons: [] },
      };
      const connection = room.connections.get(platform);
      const message = { target: place, answer, key: `trouble/${trouble.id}` };
      if (connection !== undefined)
        await sendPersistently(connection, message, room).catch((error: unknown) =>
          log.error({ occurrence: trouble.id, err: error }, "its owner could not be told"),
        );
    }
    await state.run("UPDATE occurrences SET told = TRUE WHERE id = $1", [trouble.id]);
  }
}

function read(row: Record<string, unknown>): Trouble {
  const text = (name: string): string | null => (row[name] === null ? null : String(row[name]));
  const [failed, unknown] = [Number(row.failed), Number(row.unsure)];
  const [ask, owner, target, error] = [text("ask"), text("owner"), text("target"), text("error")];
  return { id: String(row.id), job: text("job") ?? "", ask, owner, failed, unknown, target, error };
}

function noticeOf({ job, ask, failed, unknown, target, error }: Trouble, { jobs, parts }: Workroom): Notice {
  const say = (locale: "en" | "zh"): string => {
    const what = ask ?? jobs.get(job)?.title[locale] ?? job;
    const reason = error ?? "";
    const place = target ?? "";
    return parts.speak(locale).say("delivery.trouble", { what, failed, unknown, place, reason });
  };
  return {
    headline: { en: say("en"), zh: say("zh") },
    buttons: [{ label: { en: "Show sends", zh: "查看推送" }, ask: "/admin sends" }],
  };
}
