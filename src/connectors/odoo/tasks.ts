import type { Source } from "#connector.ts";
import { SourceError } from "#errors.ts";
import type { Odoo } from "./server.ts";

type Write = Required<Pick<Source, "createTask" | "undoTask">>;

/** Tasks are planned activities of the kind To-Do at the customer. */
export function openTasks(odoo: Odoo): Write {
  return {
    async createTask({ accountId, ownerId, title, due }) {
      const made = await odoo.change("res.partner", "activity_schedule", [Number(accountId)], {
        ...{ act_type_xmlid: "mail.mail_activity_data_todo", date_deadline: due, summary: title },
        ...{ user_id: Number(ownerId), automated: false },
      });
      // A list of ids, or until 18 the records as text: mail.activity(7,).
      const [id] = String(made).match(/\d+/) ?? [];
      if (id === undefined) throw new SourceError("odoo", "no task was made", { kind: "schema" });
      return id;
    },
    async undoTask(id) {
      const found = await odoo.search("mail.activity", { domain: [["id", "=", Number(id)]], fields: ["id"] });
      if (found.length > 0) await odoo.change("mail.activity", "unlink", [Number(id)], {});
    },
  };
}
