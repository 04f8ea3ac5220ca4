import type { ChurnEvents } from "./churn-events.ts";

/** Writes the features of one account as known on a day, from its events `[start, end)` up to that day. */
export interface SourceFeatures<Events> {
  readonly names: readonly string[];
  write(events: Events, start: number, end: number, snapshot: number, horizon: number, into: Float64Array): void;
}

type Events<Source extends keyof ChurnEvents> = NonNullable<ChurnEvents[Source]>;

/** What each source says of an account apart from its orders; all but contracts look back over two horizons. */
export const returnFeatures: SourceFeatures<Events<"returns">> = {
  names: ["returned_money"],
  write({ day, amount }, start, end, snapshot, horizon, into) {
    let money = 0;
    for (let at = start; at < end; at++) {
      if ((day[at] as number) > snapshot - 2 * horizon) money += amount[at] as number;
    }
    into[0] = Math.log1p(Math.max(0, money));
  },
};

export const ticketFeatures: SourceFeatures<Events<"tickets">> = {
  names: ["complaints", "open_complaints", "response_hours"],
  write({ day, complaint, answered, hours, resolved }, start, end, snapshot, horizon, into) {
    let [complaints, open, wait, answers] = [0, 0, 0, 0];
    for (let at = start; at < end; at++) {
      if ((day[at] as number) <= snapshot - 2 * horizon) continue;
      complaints += complaint[at] as number;
      if (complaint[at] === 1 && !((resolved[at] as number) <= snapshot)) open++;
      if ((answered[at] as number) <= snapshot) [wait, answers] = [wait + (hours[at] as number), answers + 1];
    }
    into[0] = complaints;
    into[1] = open;
    into[2] = answers > 0 ? Math.log1p(Math.max(0, wait / answers)) : Number.NaN;
  },
};

export const surveyFeatures: SourceFeatures<Events<"surveys">> = {
  names: ["survey_score"],
  write({ day, score }, start, end, snapshot, horizon, into) {
    const last = end - 1;
    into[0] = last >= start && (day[last] as number) > snapshot - 2 * horizon ? (score[last] as number) : Number.NaN;
  },
};

export const activityFeatures: SourceFeatures<Events<"activities">> = {
  names: ["contacts", "days_since_contact"],
  write({ day }, start, end, snapshot, horizon, into) {
    let contacts = 0;
    for (let at = start; at < end; at++) if ((day[at] as number) > snapshot - horizon) contacts++;
    const since = end > start ? snapshot - (day[end - 1] as number) : Number.POSITIVE_INFINITY;
    into[0] = Math.log1p(contacts);
    into[1] = Math.log1p(Math.min(2 * horizon, since));
  },
};

export const contractFeatures: SourceFeatures<Events<"contracts">> = {
  names: ["contracts", "contract_days_left"],
  write({ ends }, start, end, snapshot, horizon, into) {
    let until = Number.NEGATIVE_INFINITY;
    for (let at = start; at < end; at++) until = Math.max(until, ends[at] as number);
    into[0] = end - start;
    into[1] = end > start ? Math.max(-horizon, Math.min(2 * horizon, until - snapshot)) : Number.NaN;
  },
};
