import type { Span } from "#indicator.ts";

export const sample: Span = {
  from: "2020-01-01",
  to: "2027-01-01",
  start: new Date("2020-01-01T00:00:00Z"),
  end: new Date("2027-01-01T00:00:00Z"),
  grain: "month",
};
