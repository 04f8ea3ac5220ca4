import type { TableName } from "#model/tables.ts";
import type { Rig } from "../rig.ts";
import { tooMany } from "../stub/behaviours.ts";
import type { StubRequest } from "../stub/server.ts";
import { fill } from "./fill.ts";
import { credentials, openKingdee } from "./stub.ts";
import { truthOf } from "./truth.ts";

const forms: Readonly<Partial<Record<TableName, string>>> = {
  ...{ accounts: "BD_Customer", orders: "SAL_SaleOrder", order_lines: "SAL_SaleOrder", payments: "AR_RECEIVEBILL" },
};

export default async function openRig(): Promise<Rig> {
  const stub = await openKingdee();
  const { records } = stub;
  fill(stub);
  let added = 0;
  let lost = false;
  const order = (line: string) =>
    records.all("SAL_SaleOrder").find(({ id }) => stub.lines("SAL_SaleOrder", id).some((one) => keyOf(one) === line))
      ?.id ?? "";
  const setLines = (number: string, lines: readonly object[]) => stub.put("SAL_SaleOrder", number, { lines });
  /** A payment's id is of its form and key. */
  const receipt = (id: string) =>
    records.all("AR_RECEIVEBILL").find(({ fields }) => `AR_RECEIVEBILL-${String(fields.FID)}` === id)?.id ?? "";
  return {
    environment: { ...credentials, KINGDEE_URL: stub.url },
    secrets: [credentials.KINGDEE_APP_SECRET, credentials.KINGDEE_APP_ID, "planted-session"],
    changing: ["accounts", "orders", "order_lines", "payments"],
    now: () => new Date(records.now()),
    pass: records.pass,
    truth: () => truthOf(records),
    add(table) {
      added += 1;
      const number = `N${String(added).padStart(4, "0")}`;
      if (table === "accounts") stub.put("BD_Customer", number, { FName: `新客户 ${added}` });
      if (table === "order_lines") {
        const [first] = records.all("SAL_SaleOrder").filter(({ fields }) => fields.FDocumentStatus === "C");
        const line = {
          FSaleOrderEntry_FEntryID: 900_000 + added,
          "FMaterialId.FNumber": "M1",
          FQty: added,
          FAmount: 1,
        };
        setLines(first?.id ?? "", [...stub.lines("SAL_SaleOrder", first?.id ?? ""), line]);
        return String(line.FSaleOrderEntry_FEntryID);
      }
      if (table === "orders") {
        const amounts = { FBillAmount: added, FBillTaxAmount: 0, FBillAllAmount: added };
        stub.put("SAL_SaleOrder", number, { FDate: stub.wall(records.now()), ...amounts, "FCustId.FNumber": "C01" });
        stub.approve("SAL_SaleOrder", number);
      }
      if (table !== "payments") return number;
      const unit = { FCONTACTUNITTYPE: "BD_Customer", "FCONTACTUNIT.FNumber": "C01" };
      stub.put("AR_RECEIVEBILL", number, { FDATE: stub.wall(records.now()), FREALRECAMOUNTFOR: added, ...unit });
      stub.approve("AR_RECEIVEBILL", number);
      return `AR_RECEIVEBILL-${String(records.all("AR_RECEIVEBILL").find(({ id }) => id === number)?.fields.FID)}`;
    },
    edit(table, id) {
      added += 1;
      if (table === "accounts") stub.put("BD_Customer", id, { FName: `改名 ${added}` });
      if (table === "orders") stub.put("SAL_SaleOrder", id, { FBillAllAmount: 5000 + added });
      if (table === "payments") stub.put("AR_RECEIVEBILL", receipt(id), { FREALRECAMOUNTFOR: 5000 + added });
      if (table !== "order_lines") return;
      const number = order(id);
      const lines = stub.lines("SAL_SaleOrder", number);
      setLines(
        number,
        lines.map((line) => (keyOf(line) === id ? { ...line, FQty: 5000 + added } : line)),
      );
    },
    remove(table, id) {
      if (table === "accounts") records.remove("BD_Customer", id);
      if (table === "orders") records.remove("SAL_SaleOrder", id);
      if (table === "payments") records.remove("AR_RECEIVEBILL", receipt(id));
      if (table !== "order_lines") return;
      const number = order(id);
      setLines(
        number,
        stub.lines("SAL_SaleOrder", number).filter((line) => keyOf(line) !== id),
      );
    },
    isPage: (table) => (request) => formOf(request) === forms[table] && isLines(request) === (table === "order_lines"),
    use: stub.use,
    forbid() {
      stub.forbidden.add("SAL_RETURNSTOCK");
      return "SAL_RETURNSTOCK";
    },
    faults: {
      tooFast: tooMany(0, { times: 2, after: 3 }),
      sessionLost(request, answer) {
        if (!lost && formOf(request) === "SAL_SaleOrder") {
          lost = true;
          stub.endSession();
        }
        return answer();
      },
    },
    cleanup: stub.close,
  };
}

function keyOf(line: Readonly<Record<string, unknown>>): string {
  return String(line.FSaleOrderEntry_FEntryID);
}

function askedOf({ body }: StubRequest): Readonly<Record<string, string>> {
  return (body as { parameters?: Record<string, string>[] } | null)?.parameters?.[0] ?? {};
}

function formOf(request: StubRequest): string | undefined {
  return askedOf(request).FormId;
}

function isLines(request: StubRequest): boolean {
  return askedOf(request).FieldKeys?.includes("_FEntryID") ?? false;
}
