import type { Domain } from "../domain.ts";
import { type FieldTypes, idIn, idsIn, type Rec } from "../record.ts";
import type { Odoo } from "../server.ts";
import type { Complete, Stream } from "../stream.ts";

/**
 * When opportunities entered their stages: the moves that Odoo tracks, and before them the stage in which each was
 * created. Every move writes the opportunity, so that its moves are read whenever it is.
 */
export const stageEvents: Stream = {
  table: "opportunity_stage_events",
  mapping: {
    stream: "crm.lead",
    columns: {
      id: "id",
      source_updated_at: "write_date",
      opportunity_id: "_opportunity",
      from_stage_id: "_from",
      to_stage_id: "_to",
      entered_at: "_at",
      changed_by: "_by",
      seq: "_seq",
      origin: { constant: "native" },
    },
  },
  parts: [
    {
      model: "crm.lead",
      app: "crm",
      domain: () => [["type", "=", "opportunity"]],
      prefix: "lead-",
      needs: ["stage_id", "create_date", "write_date"],
      complete: eventsOf,
      made: { model: "mail.tracking.value", domain: stageMoves },
    },
  ],
};

/** Tracked changes of a lead's stage: `field` became `field_id` with 17. */
function stageMoves(types: FieldTypes): Domain {
  const field = types.has("field_id") ? "field_id" : "field";
  return ["&", [`${field}.model`, "=", "crm.lead"], [`${field}.name`, "=", "stage_id"]];
}

async function eventsOf(leads: readonly Rec[], odoo: Odoo): Promise<Complete[]> {
  const moves = await movesOf(odoo, leads);
  return leads.flatMap((lead) => {
    const own = moves.filter(({ opportunity }) => opportunity === lead.id);
    const event = { write_date: lead.write_date, _opportunity: lead.id };
    const first = own[0]?.from ?? idIn(lead, "stage_id");
    return [
      { ...event, id: lead.id, _from: null, _to: first, _at: lead.create_date, _by: null, _seq: 0 },
      ...own.map(({ id, from, to, at, by }, index) => ({
        ...event,
        ...{ id: String(id), _from: from, _to: to, _at: at, _by: by, _seq: index + 1 },
      })),
    ];
  });
}

interface Move {
  readonly id: number;
  readonly opportunity: unknown;
  readonly from: number | null;
  readonly to: number | null;
  readonly at: unknown;
  readonly by: unknown;
}

/** What the leads moved, the earliest first. */
async function movesOf(odoo: Odoo, leads: readonly Rec[]): Promise<Move[]> {
  const types = await odoo.fields("mail.tracking.value");
  if (types === null || leads.length === 0) return [];
  const ofLeads: Domain = [
    ...(["&", ["mail_message_id.model", "=", "crm.lead"]] as const),
    ["mail_message_id.res_id", "in", leads.map(({ id }) => id)],
  ];
  const tracked = await odoo.search("mail.tracking.value", {
    domain: ["&", ...ofLeads, ...stageMoves(types)],
    fields: ["old_value_integer", "new_value_integer", "mail_message_id"],
  });
  const told = await odoo.search("mail.message", {
    domain: [["id", "in", idsIn(tracked, "mail_message_id")]],
    fields: ["res_id", "date", "author_id"],
  });
  const messages = new Map(told.map((message) => [message.id, message]));
  return tracked.flatMap((record) => {
    const message = messages.get(idIn(record, "mail_message_id") ?? 0);
    if (message === undefined) return [];
    const [, by = null] = Array.isArray(message.author_id) ? message.author_id : [];
    const stage = (value: unknown) => (typeof value === "number" && value > 0 ? value : null);
    const { old_value_integer: old, new_value_integer: new_ } = record;
    return [{ id: record.id, opportunity: message.res_id, from: stage(old), to: stage(new_), at: message.date, by }];
  });
}
