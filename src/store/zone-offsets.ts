/** From `from` (milliseconds since 1970) on, local time is ahead of UTC by `seconds`. */
export interface Offset {
  readonly from: number;
  readonly seconds: number;
}

const week = 7 * 86_400_000;
const first = Date.UTC(1970, 0, 1);
const last = Date.UTC(2050, 0, 1);

/**
 * How far a zone's clocks were and will be from UTC, 1970 to 2050, in order; before and after, the nearest holds.
 * Looks at each week and halves down to the second of a change, out of the time zone database that Node carries.
 */
export function zoneOffsets(zone: string): readonly Offset[] {
  const format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset", year: "numeric" });
  const at = (moment: number): number => {
    const name = format.formatToParts(moment).find((part) => part.type === "timeZoneName")?.value ?? "";
    const match = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?/.exec(name);
    const seconds = Number(match?.[2] ?? 0) * 3600 + Number(match?.[3] ?? 0) * 60 + Number(match?.[4] ?? 0);
    return match?.[1] === "-" ? -seconds : seconds;
  };
  const offsets: Offset[] = [{ from: first, seconds: at(first) }];
  let known = at(first);
  for (let moment = first; moment < last; moment += week) {
    if (at(moment + week) === known) continue;
    let before = moment;
    let after = moment + week;
    while (after - before > 1000) {
      const middle = before + Math.floor((after - before) / 2000) * 1000;
      if (at(middle) === known) before = middle;
      else after = middle;
    }
    known = at(after);
    offsets.push({ from: after, seconds: known });
  }
  return offsets;
}
