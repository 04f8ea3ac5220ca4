import { documentsOf } from "../documents.ts";
import { usersOf } from "../partners.ts";
import { idIn, idsIn, type Rec } from "../record.ts";
import type { Odoo } from "../server.ts";
import { type Stream, stamped } from "../stream.ts";

/**
 * Planned activities are tasks, noted when they were planned. One that is done becomes a message at its document, and
 * that says what kind it was.
 */
export const activities: Stream = {
  table: "activities",
  mapping: {
    stream: "mail.activity, mail.message",
    columns: {
      ...stamped,
      kind: "_kind",
      occurred_at: { from: ["date", "create_date"] },
      owner_id: { from: ["user_id.0", "_owner"] },
      account_id: "_account",
      opportunity_id: "_opportunity",
      outcome: { from: ["summary", "activity_type_id.1"] },
    },
  },
  parts: [
    {
      model: "mail.activity",
      app: "mail",
      // From 18 on done ones stay, archived.
      domain: (types) => (types.has("active") ? [["active", "=", true]] : []),
      needs: ["res_model", "res_id"],
      complete: async (records, odoo) => hung(records, await documentsOf(odoo, records, "res_model"), () => "task"),
    },
    {
      model: "mail.message",
      app: "mail",
      prefix: "done-",
      domain: () => [["mail_activity_type_id", "!=", false]],
      needs: ["model", "res_id", "author_id", "mail_activity_type_id"],
      complete: done,
    },
  ],
};

const kinds: Readonly<Record<string, string>> = { phonecall: "call", meeting: "meeting" };

async function done(records: readonly Rec[], odoo: Odoo) {
  const domain = [["id", "in", idsIn(records, "mail_activity_type_id")]] as const;
  const types = await odoo.search("mail.activity.type", { domain, fields: ["category", "icon"] });
  const known = new Map(
    types.map(({ id, category, icon }) => [id, kinds[String(category)] ?? (icon === "fa-envelope" ? "email" : "task")]),
  );
  const users = await usersOf(odoo, idsIn(records, "author_id"));
  const found = hung(records, await documentsOf(odoo, records, "model"), (record) =>
    known.get(idIn(record, "mail_activity_type_id") ?? 0),
  );
  return found.map((record) => ({ ...record, _owner: users.get(idIn(record, "author_id") ?? 0) ?? null }));
}

function hung(
  records: readonly Rec[],
  document: Awaited<ReturnType<typeof documentsOf>>,
  kind: (record: Rec) => string | undefined,
) {
  return records.map((record) => {
    const { customer, opportunity } = document(record);
    return { ...record, _kind: kind(record), _account: customer?.account ?? null, _opportunity: opportunity };
  });
}
