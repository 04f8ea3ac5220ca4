import { persons } from "../partners.ts";
import { type Stream, stamped } from "../stream.ts";

export const contacts: Stream = {
  table: "contacts",
  mapping: {
    stream: "res.partner",
    columns: {
      ...stamped,
      account_id: "commercial_partner_id.0",
      name: "name",
      email: "email",
      phone: { from: ["phone", "mobile"] },
      title: "function",
    },
  },
  parts: [{ model: "res.partner", app: "base", domain: () => persons, follows: ["commercial_partner_id"] }],
};
