import { type Stream, stamped } from "../stream.ts";

export const campaigns: Stream = {
  table: "campaigns",
  mapping: {
    stream: "utm.campaign",
    columns: { ...stamped, name: { from: ["title", "name"] } },
  },
  parts: [{ model: "utm.campaign", app: "utm" }],
};
