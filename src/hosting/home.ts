import type { Asker } from "#access/asker.ts";
import type { Button } from "#answer.ts";
import { freshnessNotes } from "#answering/freshness.ts";
import type { Parts } from "#dispatch.ts";
import type { Job } from "#job.ts";
import type { Locale } from "#messages.ts";
import type { Home } from "#platform.ts";
import type { Schedule } from "#subscription.ts";

const mostRecent = 5;

/** What everybody asks first, by what they are. */
const first: Readonly<Record<Asker["role"] | "stranger", readonly string[]>> = {
  administrator: ["kpi", "sales", "quality", "help"],
  manager: ["kpi", "funnel", "team", "churn"],
  representative: ["actions", "pipeline", "churn", "collections"],
  stranger: ["help"],
};

/** A person's front page: who they are, what they asked last, what they might ask, what is sent unasked. */
export async function homeOf(
  who: { readonly asker: Asker | null; readonly platform: string; readonly userId: string; readonly locale: Locale },
  sent: { readonly schedules: (asker: Asker) => Promise<readonly Schedule[]>; readonly jobs: ReadonlyMap<string, Job> },
  parts: Parts,
): Promise<Home> {
  const { asker, platform, userId, locale } = who;
  const words = parts.speak(locale);
  const name = asker?.owner?.name ?? "";
  const said =
    asker === null
      ? words.say("access.not_linked")
      : words.say(`home.who_${asker.role}`, { name, people: asker.people });
  const ask = (label: string, value: string): Button => ({ action: "ask", label, value });
  const suggested = first[asker?.role ?? "stranger"].flatMap((command) => {
    const known = parts.commands.get(command);
    return known === undefined ? [] : [ask(known.title[locale], `/${parts.prefix}${command}`)];
  });
  // Whom the CRM does not know, or no longer, learns no name: neither from old questions nor from who is sent what.
  if (asker === null) return { about: [said], recent: [], suggested, subscriptions: [], locale };
  const asked = await parts.state.rows<{ command: string }>(
    `SELECT command FROM audit WHERE platform = $1 AND user_id = $2 AND action = 'ask' AND outcome = 'answered'
       AND command LIKE '/%'
     GROUP BY command ORDER BY max(at) DESC, command LIMIT ${mostRecent}`,
    [platform, userId],
  );
  const lines = (await sent.schedules(asker)).map(({ job, ask: text, targets, next }) => {
    const title = text ?? sent.jobs.get(job)?.title[locale] ?? job;
    const day = next === null ? "" : words.date(next.toISOString().slice(0, 10));
    const target = targets.map((one) => one.slice(one.indexOf(":") + 1)).filter((one) => one !== userId);
    const place = target.join(", ") || words.say("home.to_you");
    return words.say("home.subscription", { title, target: place, next: day });
  });
  return {
    about: [said, ...freshnessNotes(parts, parts.clock(), words, null)],
    recent: asked.map(({ command }) => ask(command, command)),
    suggested,
    subscriptions: lines,
    locale,
  };
}
