import type { TableName } from "#model/tables.ts";
import type { Rig } from "../rig.ts";
import { answering } from "../stub/behaviours.ts";
import type { StubRecord } from "../stub/records.ts";
import { day, type HubSpotStub, openHubSpot, token } from "./stub.ts";

const objects: Readonly<Partial<Record<TableName, string>>> = {
  ...{ accounts: "companies", contacts: "contacts", leads: "contacts", opportunities: "deals", products: "products" },
  ...{ orders: "deals", order_lines: "line_items", tickets: "tickets", surveys: "feedback_submissions" },
  activities: "calls",
};

export default async function openRig(): Promise<Rig> {
  const stub = await openHubSpot();
  const { records } = stub;
  fill(stub);
  let added = 0;
  const iso = (at: number): string => new Date(at).toISOString();
  const objectOf = (table: TableName): string => objects[table] ?? "";
  return {
    environment: { HUBSPOT_TOKEN: token, HUBSPOT_URL: stub.url, HUBSPOT_SEARCHES_PER_SECOND: "1000" },
    secrets: [token],
    changing: ["accounts", "contacts", "opportunities", "tickets"],
    now: () => new Date(records.now()),
    pass: records.pass,
    truth: () => ({
      owners: new Map(
        stub.owners.map((owner) => [
          owner.id,
          { name: `${owner.firstName} ${owner.lastName}`, is_active: String(!owner.archived) },
        ]),
      ),
      accounts: columns(records.all("companies"), ({ name }) => ({ name: String(name) })),
      contacts: columns(records.all("contacts"), ({ firstname, lastname }) => ({ name: `${firstname} ${lastname}` })),
      leads: columns(records.all("contacts"), ({ hs_lead_status }) => ({
        status: hs_lead_status === undefined ? null : String(hs_lead_status),
      })),
      opportunities: columns(records.all("deals"), ({ amount, dealstage }) => ({
        amount: Number(amount).toFixed(4),
        status: dealstage === "closedwon" ? "won" : "open",
      })),
      opportunity_stage_events: new Map(
        records.all("deals").flatMap(({ id }) => {
          const moves = [...stub.history(id)]
            .reverse()
            .filter(({ value }, index, all) => value !== all[index - 1]?.value);
          return moves.map(({ timestamp }, index) => [
            `${id}:${Date.parse(timestamp)}`,
            { seq: String(index + 1), origin: "native" },
          ]);
        }),
      ),
      orders: columns(records.all("deals"), ({ dealstage }) => ({
        status: dealstage === "closedwon" ? "confirmed" : "draft",
      })),
      order_lines: columns(records.all("line_items"), ({ amount }) => ({ net: Number(amount).toFixed(4) })),
      tickets: columns(records.all("tickets"), ({ subject }) => ({ subject: String(subject) })),
      activities: columns([...records.all("calls"), ...records.all("meetings")], () => ({})),
    }),
    add(table) {
      added += 1;
      const id = String(7_000_000 + added);
      const object = objectOf(table);
      if (object === "deals")
        stub.put(object, id, {
          dealname: `New ${added}`,
          amount: "10",
          dealstage: "appointmentscheduled",
          createdate: iso(records.now()),
          hs_is_closed: "false",
          hs_is_closed_won: "false",
        });
      else if (object === "contacts") stub.put(object, id, { firstname: "New", lastname: String(added) });
      else stub.put(object, id, { name: `New ${added}`, subject: `New ${added}` });
      stub.link(object, id, "companies", ["1000001"]);
      return id;
    },
    edit(table, id) {
      added += 1;
      const object = objectOf(table);
      if (object === "deals")
        stub.put(object, id, {
          amount: String(1000 + added),
          dealstage: added % 2 === 0 ? "contractsent" : "appointmentscheduled",
          hs_is_closed: "false",
          hs_is_closed_won: "false",
        });
      else if (object === "contacts") stub.put(object, id, { lastname: `Changed ${added}` });
      else stub.put(object, id, { name: `Changed ${added}`, subject: `Changed ${added}` });
    },
    remove: (table, id) => stub.archive(objectOf(table), id),
    isPage: (table) => (request) => request.path === `/crm/v3/objects/${objectOf(table)}/search`,
    use: stub.use,
    forbid() {
      stub.scopes.delete("crm.objects.deals.read");
      return "crm.objects.deals.read";
    },
    faults: {
      tooFast: answering(limited("SECONDLY"), { times: 2, after: 1 }),
      quotaSpent: answering(limited("DAILY"), { after: 12 }),
    },
    cleanup: stub.close,
  };
}

export function limited(policyName: string): { status: number; body: object } {
  const message = `You have reached your ${policyName.toLowerCase()} limit.`;
  return { status: 429, body: { status: "error", message, errorType: "RATE_LIMIT", policyName } };
}

function columns(
  records: readonly StubRecord[],
  of: (fields: StubRecord["fields"]) => Record<string, string | null>,
): Map<string, Record<string, string | null>> {
  return new Map(records.map(({ id, fields }) => [id, of(fields)]));
}

/** Two years of a small company; most of it is history. */
export function fill(stub: HubSpotStub): void {
  const { records } = stub;
  for (let index = 0; index < 4; index++) {
    stub.owners.push({
      id: `${501 + index}`,
      firstName: "Owner",
      lastName: `${index}`,
      email: `o${index}@x.test`,
      archived: index === 3,
    });
  }
  for (let index = 0; index < 40; index++) {
    const at = records.now() - ((index * 7) % 40) * 20 * day - day;
    const id = (kind: number): string => String(kind * 1_000_000 + index);
    const won = index % 4 === 0;
    const owner = { hubspot_owner_id: String(501 + (index % 4)) };
    stub.put("companies", id(1), { name: `Company ${index}`, industry: "RETAIL", ...owner }, at);
    stub.put(
      "contacts",
      id(2),
      { firstname: "Person", lastname: `${index}`, hs_lead_status: "OPEN", associatedcompanyid: id(1), ...owner },
      at,
    );
    stub.put(
      "deals",
      id(3),
      {
        dealname: `Deal ${index}`,
        amount: `${100 + index}.5`,
        dealstage: "appointmentscheduled",
        createdate: new Date(at - 5 * day).toISOString(),
        ...owner,
      },
      at - 5 * day,
    );
    stub.put(
      "deals",
      id(3),
      {
        dealstage: won ? "closedwon" : "contractsent",
        closedate: new Date(at).toISOString(),
        hs_is_closed: String(won),
        hs_is_closed_won: String(won),
      },
      at,
    );
    stub.put(
      "line_items",
      id(4),
      { name: "Seat", hs_product_id: "6000000", quantity: "2", price: "50", amount: "100" },
      at,
    );
    stub.put("tickets", id(5), { subject: `Ticket ${index}`, createdate: new Date(at).toISOString() }, at);
    stub.link("deals", id(3), "companies", [id(1), "1000000"]);
    stub.link("line_items", id(4), "deals", [id(3)]);
    stub.link("tickets", id(5), "companies", [id(1)]);
    if (index >= 12) continue;
    stub.put(
      "calls",
      id(11),
      { hs_timestamp: new Date(at).toISOString(), hs_call_direction: "OUTBOUND", ...owner },
      at,
    );
    stub.put(
      "meetings",
      id(12),
      { hs_timestamp: new Date(at).toISOString(), hs_meeting_outcome: "COMPLETED", ...owner },
      at,
    );
    stub.put(
      "feedback_submissions",
      id(13),
      { hs_survey_type: "NPS", hs_value: "9", hs_submission_timestamp: new Date(at).toISOString() },
      at,
    );
    stub.link("calls", id(11), "companies", [id(1)]);
  }
  stub.put("products", "6000000", { name: "Seat", hs_sku: "SEAT", price: "50" }, records.now() - 400 * day);
}
