import { type Stream, stamped } from "../stream.ts";

/** Odoo has no stage for what is lost: it archives it. */
export const stages: Stream = {
  table: "stages",
  mapping: {
    stream: "crm.stage",
    columns: { ...stamped, name: "name", sort_order: "sequence", is_won: "is_won", is_lost: { constant: false } },
  },
  parts: [{ model: "crm.stage", app: "crm" }],
};
