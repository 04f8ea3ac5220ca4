import { randomBytes } from "node:crypto";
import type { Asker } from "#access/asker.ts";
import type { ChatUser } from "#access/links.ts";
import { SendError, UserError } from "#errors.ts";
import type { Job } from "#job.ts";
import type { Locale } from "#messages.ts";
import type { Reply } from "#reply.ts";
import type { DryRun, NewSchedule, Schedule, Subscriptions } from "#subscription.ts";
import { addressees, apart } from "./addressees.ts";
import { heldBack } from "./deliveries.ts";
import { asking, reading, say } from "./edition.ts";
import { demandCron, instants } from "./instants.ts";
import {
  allSchedules,
  enableSchedule,
  type KeptSchedule,
  keepSchedule,
  removeSchedule,
  scheduleById,
} from "./schedules.ts";
import { subscribed, type Workroom, zoneOf } from "./workroom.ts";

/** So many schedules one person may have. */
const mostOwn = 50;

/** Jobs and questions that are sent to a person, or to channels of their platform. */
export async function sentTo(room: Workroom, user: ChatUser, asker: Asker): Promise<readonly Schedule[]> {
  const me = `${user.platform}:${user.userId}`;
  const now = await room.now();
  const audiences: ReadonlySet<string> = new Set(["owner", asker.role]);
  return (await allSchedules(room.parts.state)).flatMap(({ plannedUntil: _, crmOwner: __, ...schedule }) => {
    const { enabled, owner, targets, job, cron, zone } = schedule;
    const standing = targets.length === 0 && audiences.has(room.jobs.get(job)?.audience ?? "");
    const channel = owner === null && targets.some((target) => apart(target).platform === user.platform);
    if (!enabled || !(standing || channel || owner === me)) return [];
    const [next = null] = instants(cron, zone ?? zoneOf(me, room), now, 1);
    return [{ ...schedule, next }];
  });
}

/** Schedules in the name of a chat user. */
export function createSubscriptions(room: Workroom, user: ChatUser, asker: Asker | null): Subscriptions {
  const { parts, jobs, habits } = room;
  const { state } = parts;
  const me = `${user.platform}:${user.userId}`;
  const administers = asker?.role === "administrator";
  const zoneOfTarget = (target: string): string => zoneOf(target, room);

  function audienceOf({ job }: Pick<Schedule, "job">): Pick<Job, "audience"> {
    const found = job === subscribed ? { audience: "channel" as const } : jobs.get(job);
    if (found === undefined) throw new UserError("no_job", "subscribe.no_job", { hint: "subscribe.no_job_hint" });
    return found;
  }

  async function shown({ plannedUntil: _, crmOwner: __, ...schedule }: KeptSchedule, now: Date): Promise<Schedule> {
    const zone = schedule.zone ?? zoneOfTarget(me);
    const [next = null] = schedule.enabled ? instants(schedule.cron, zone, now, 1) : [];
    return { ...schedule, next };
  }

  /** Rights are those of the asker: a channel sees what they may see, so only who leads others speaks there. */
  async function targetOf({ to, job }: NewSchedule): Promise<string> {
    if (asker === null) throw new UserError("not_linked", "access.not_linked", { hint: "access.not_linked_hint" });
    if (jobs.get(job)?.audience === "administrator" && !administers) {
      throw new UserError("forbidden", "access.administrators_only", { hint: "access.administrators_only_hint" });
    }
    if (to === "me") return me;
    if (user.place === undefined) throw new UserError("no_channel", "subscribe.no_channel");
    if (asker.role === "representative") throw new UserError("forbidden", "subscribe.leaders_only");
    const [place = ""] = user.place.split("/");
    return `${user.platform}:${await idOf(place)}`;
  }

  /** The platform's own id of a place, which outlives a rename. */
  async function idOf(place: string): Promise<string> {
    const connection = room.connections.get(user.platform);
    if (connection?.resolve === undefined) return place;
    return connection.resolve(place).catch((cause: unknown) => {
      if (!(cause instanceof SendError) || cause.fate !== "refused") throw cause;
      throw new UserError("no_such_channel", "subscribe.no_such_channel", {
        hint: "subscribe.no_such_channel_hint",
        cause,
      });
    });
  }

  function languageOf({ locale }: NewSchedule): Locale {
    return habits(user.platform, user.userId).language ?? locale ?? parts.locale;
  }

  async function drafted(schedule: NewSchedule): Promise<Omit<KeptSchedule, "plannedUntil">> {
    demandCron(schedule.cron);
    const job = jobs.get(schedule.job);
    audienceOf(schedule);
    const options = job?.options === undefined ? {} : job.options.parse(schedule.options ?? {});
    return {
      id: randomBytes(4).toString("hex"),
      job: schedule.job,
      options,
      ask: schedule.ask ?? null,
      cron: schedule.cron,
      zone: zoneOfTarget(me),
      targets: [await targetOf(schedule)],
      locale: languageOf(schedule),
      owner: me,
      crmOwner: asker?.owner?.id ?? null,
      enabled: true,
    };
  }

  /** A question that could not be answered on Monday is refused today; so is one that only a person may ask. */
  async function demandQuestion(text: string, schedule: NewSchedule, now: Date): Promise<void> {
    if (asker === null) throw new UserError("not_linked", "access.not_linked", { hint: "access.not_linked_hint" });
    const reader = { asker, user, locale: languageOf(schedule) };
    const { command } = await reading(reader, now, parts)(text);
    if (parts.commands.get(command)?.personal) throw new UserError("personal", "subscribe.personal");
  }

  async function mine(id: string): Promise<KeptSchedule | null> {
    const schedule = await scheduleById(state, id);
    return schedule !== null && (administers || schedule.owner === me) ? schedule : null;
  }

  async function sayNow(schedule: Omit<KeptSchedule, "plannedUntil">, now: Date): Promise<readonly Reply[]> {
    if (asker === null) return [];
    // What goes to a channel is in the company's currency, as it will be when it is sent.
    const personal = schedule.targets.length === 0 || schedule.targets.includes(me);
    const currency = personal ? habits(user.platform, user.userId).currency : null;
    const reader = { asker, user, locale: schedule.locale ?? parts.locale, currency };
    if (schedule.ask !== null) return [await asking(reader, now, parts)(schedule.ask)];
    const job = jobs.get(schedule.job);
    if (job === undefined || job.audience === "nobody") return [];
    return (await say(job, schedule.options, now, reader, parts)).map(({ reply }) => reply);
  }

  const audiences: ReadonlySet<string> = new Set([
    "channel",
    "owner",
    "manager",
    ...(administers ? ["administrator"] : []),
  ]);
  const offered = [...jobs].flatMap(([name, { title, summary, schedule, audience, options }]) =>
    options === undefined && audiences.has(audience) ? [{ name, title, summary, cron: schedule }] : [],
  );

  return {
    offered,
    async list(all = false) {
      const now = await room.now();
      const kept = (await allSchedules(state)).filter(({ owner }) => (all && administers) || owner === me);
      return Promise.all(kept.map((schedule) => shown(schedule, now)));
    },
    async create(schedule) {
      const now = await room.now();
      if (schedule.ask !== undefined) await demandQuestion(schedule.ask, schedule, now);
      const own = (await allSchedules(state)).filter(({ owner }) => owner === me);
      if (own.length >= mostOwn) throw new UserError("too_many", "subscribe.too_many");
      const kept = { ...(await drafted(schedule)), plannedUntil: now };
      await keepSchedule(state, kept, now);
      return shown(kept, now);
    },
    async enable(id, enabled) {
      const now = await room.now();
      if ((await mine(id)) === null) return null;
      await enableSchedule(state, id, enabled, now);
      const after = await scheduleById(state, id);
      return after && shown(after, now);
    },
    async remove(id) {
      const schedule = await mine(id);
      if (schedule === null) return null;
      await removeSchedule(state, id);
      return shown(schedule, await room.now());
    },
    heldBack: (since) => heldBack(state, me, since),
    async dryRun(schedule): Promise<DryRun> {
      const now = await room.now();
      const kept =
        typeof schedule === "string" ? await mine(schedule) : { ...(await drafted(schedule)), plannedUntil: now };
      if (kept === null) throw new UserError("no_schedule", "subscribe.none", { hint: "subscribe.none_hint" });
      const owners = await room.directory.owners();
      const zones = kept.zone === null ? [...new Set([parts.calendar.zone, ...(await room.zones())])] : [kept.zone];
      const found = await Promise.all(
        zones.map(async (zone) => ({ zone, to: await addressees(kept, audienceOf(kept), zone, zoneOfTarget, room) })),
      );
      const next = found
        .filter(({ to }) => to.length > 0)
        .flatMap(({ zone }) => instants(kept.cron, zone, now, 5).map((at) => ({ at, zone })))
        .sort((a, b) => a.at.getTime() - b.at.getTime())
        .slice(0, 5);
      const recipients = found.flatMap(({ to }) =>
        to.map(({ target, owner }) => ({ target, name: owners.find(({ id }) => id === owner)?.name ?? null })),
      );
      return { next, recipients, said: await sayNow(kept, now) };
    },
  };
}
