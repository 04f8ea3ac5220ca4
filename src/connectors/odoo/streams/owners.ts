import { type Stream, stamped } from "../stream.ts";

/** Colleagues: users that are neither portal nor public ones. */
export const owners: Stream = {
  table: "owners",
  mapping: {
    stream: "res.users",
    columns: {
      ...stamped,
      name: "name",
      email: { from: ["email", "login"], transform: "lower" },
      mobile: { from: ["mobile", "phone"] },
      team: "sale_team_id.1",
      is_active: "active",
      joined_on: "create_date",
    },
  },
  parts: [{ model: "res.users", app: "base", domain: () => [["share", "=", false]] }],
};
