import type { ChurnEvents } from "#metrics/churn/churn-events.ts";

/** Events out of order days by account (key = place + 1), each worth `net`. */
export function eventsOf(
  days: readonly (readonly number[])[],
  rest: Partial<ChurnEvents> = {},
  net: number | ((account: number, day: number) => number) = 100,
): ChurnEvents {
  const rows = days.flatMap((own, index) => [...own].sort((a, b) => a - b).map((day) => ({ account: index + 1, day })));
  return {
    orders: {
      account: Float64Array.from(rows, ({ account }) => account),
      day: Float64Array.from(rows, ({ day }) => day),
      orders: new Float64Array(rows.length).fill(1),
      net: Float64Array.from(rows, ({ account, day }) => (typeof net === "number" ? net : net(account, day))),
    },
    returns: null,
    tickets: null,
    surveys: null,
    activities: null,
    contracts: null,
    ...rest,
  };
}

type Contract = readonly [account: number, day: number, starts: number, ends: number, amount: number, cancelled?: 1];

/** Contracts, sorted by account and day. */
export function contractsOf(rows: readonly Contract[]): NonNullable<ChurnEvents["contracts"]> {
  const column = (place: 0 | 1 | 2 | 3 | 4 | 5) => Float64Array.from(rows, (row) => row[place] ?? 0);
  return {
    ...{ account: column(0), day: column(1), starts: column(2), ends: column(3), amount: column(4) },
    cancelled: column(5),
  };
}
