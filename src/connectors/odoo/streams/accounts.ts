import { companies } from "../partners.ts";
import { type Stream, stamped } from "../stream.ts";

export const accounts: Stream = {
  table: "accounts",
  mapping: {
    stream: "res.partner",
    columns: {
      ...stamped,
      name: { from: ["name", "email"] },
      type: { from: "is_company", values: { true: "company", false: "person" } },
      industry: "industry_id.1",
      region: "state_id.1",
      country: "country_id.1",
      city: "city",
      owner_id: "user_id.0",
      parent_id: "parent_id.0",
      phone: { from: ["phone", "mobile"] },
      email: "email",
      address: "street",
    },
  },
  parts: [{ model: "res.partner", app: "base", domain: () => companies }],
};
