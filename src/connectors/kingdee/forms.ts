/** What is known of a form (业务对象) besides its fields. */
export interface Form {
  readonly title: string;
  /** Its primary key, by which it is paged. */
  readonly key: string;
  /** Which of its records count: bills only once they are approved, an order that is void as cancelled. */
  readonly counts: "all" | "approved" | "approved or void";
  /** Condition that holds whatever is asked. */
  readonly where?: string;
}

const bill = { key: "FID", counts: "approved" } as const;
/** Money also comes from suppliers and employees. */
const ofCustomers = { ...bill, where: "FCONTACTUNITTYPE = 'BD_Customer'" };

const forms: Readonly<Record<string, Form>> = {
  BD_Customer: { title: "客户", key: "FCUSTID", counts: "all" },
  BD_MATERIAL: { title: "物料", key: "FMATERIALID", counts: "all" },
  BD_Empinfo: { title: "员工", key: "FID", counts: "all" },
  BD_Currency: { title: "币别", key: "FCURRENCYID", counts: "all" },
  BD_Rate: { title: "汇率体系", key: "FRateID", counts: "all" },
  SAL_SaleOrder: { title: "销售订单", key: "FID", counts: "approved or void" },
  SAL_OUTSTOCK: { title: "销售出库单", ...bill },
  SAL_RETURNSTOCK: { title: "销售退货单", ...bill },
  AR_receivable: { title: "应收单", ...bill },
  AR_RECEIVEBILL: { title: "收款单", ...ofCustomers },
  AR_REFUNDBILL: { title: "收款退款单", ...ofCustomers },
};

/** A form by its id; of one that a mapping brings all records count. */
export function formOf(id: string): Form {
  return forms[id] ?? { title: id, key: "FID", counts: "all" };
}

/** Condition for the records that count. */
export function countedOnly({ counts }: Form): string | null {
  if (counts === "all") return null;
  return counts === "approved" ? "FDocumentStatus = 'C'" : "(FDocumentStatus = 'C' or FCancelStatus = 'B')";
}

/** Fields that tell whether a record counts, and does it? */
export function statusFields({ counts }: Form): readonly string[] {
  if (counts === "all") return [];
  return counts === "approved" ? ["FDocumentStatus"] : ["FDocumentStatus", "FCancelStatus"];
}

export function doesCount({ counts }: Form, given: Readonly<Record<string, unknown>>): boolean {
  if (counts === "all" || given.FDocumentStatus === "C") return true;
  return counts === "approved or void" && given.FCancelStatus === "B";
}
