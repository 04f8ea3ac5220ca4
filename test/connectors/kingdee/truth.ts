import type { Rig } from "../rig.ts";
import type { StubRecord, StubRecords } from "../stub/records.ts";

type Fields = StubRecord["fields"];
type Columns = Record<string, string | null>;

/** What the tables must hold of a stub's records: bills that are approved, and orders that are void. */
export function truthOf(records: StubRecords): ReturnType<Rig["truth"]> {
  const approved = (form: string) => records.all(form).filter(({ fields }) => fields.FDocumentStatus === "C");
  const orders = records
    .all("SAL_SaleOrder")
    .filter(({ fields }) => fields.FDocumentStatus === "C" || fields.FCancelStatus === "B");
  const ofCustomers = (form: string) =>
    approved(form).filter(({ fields }) => fields.FCONTACTUNITTYPE === "BD_Customer");
  const byKey = (form: string, kind: string, amount: string): [string, Columns][] =>
    ofCustomers(form).map(({ fields }) => [`${form}-${String(fields.FID)}`, { kind, amount: money(fields[amount]) }]);
  const lines = (found: readonly StubRecord[], key: string, of: (line: Fields) => Columns) =>
    new Map(
      found.flatMap(({ fields }) => ((fields.lines ?? []) as Fields[]).map((line) => [String(line[key]), of(line)])),
    );
  return {
    owners: byNumber(records.all("BD_Empinfo"), ({ FName, FForbidStatus }) => ({
      ...{ name: String(FName), is_active: String(FForbidStatus === "A") },
    })),
    accounts: byNumber(records.all("BD_Customer"), ({ FName }) => ({ name: String(FName) })),
    products: byNumber(records.all("BD_MATERIAL"), ({ FName }) => ({ name: String(FName) })),
    orders: byNumber(orders, (fields) => ({ total: money(fields.FBillAllAmount), status: statusOf(fields) })),
    order_lines: lines(orders, "FSaleOrderEntry_FEntryID", ({ FQty }) => ({ quantity: Number(FQty).toFixed(1) })),
    returns: lines(approved("SAL_RETURNSTOCK"), "FEntity_FEntryID", ({ FAmount }) => ({ amount: money(FAmount) })),
    payments: new Map([
      ...byKey("AR_RECEIVEBILL", "payment", "FREALRECAMOUNTFOR"),
      ...byKey("AR_REFUNDBILL", "refund", "FREALREFUNDAMOUNTFOR"),
    ]),
    fx_rates: new Map(
      approved("BD_Rate")
        .filter(({ fields }) => fields["FRATETYPEID.FNumber"] === "HLTX01_SYS")
        .map(({ fields }) => [String(fields.FRateID), { rate: String(fields.FExchangeRate) }]),
    ),
    receivable_plans: byNumber(approved("AR_receivable"), ({ FALLAMOUNTFOR }) => ({ amount: money(FALLAMOUNTFOR) })),
  };
}

function statusOf({ FDocumentStatus, FCancelStatus, FCloseStatus }: Fields): string {
  if (FCancelStatus === "B") return "cancelled";
  return FDocumentStatus === "C" && FCloseStatus === "B" ? "fulfilled" : "confirmed";
}

function money(value: unknown): string {
  return Number(value).toFixed(4);
}

function byNumber(found: readonly StubRecord[], of: (fields: Fields) => Columns): Map<string, Columns> {
  return new Map(found.map(({ id, fields }) => [id, of(fields)]));
}
