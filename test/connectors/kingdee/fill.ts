import { day, type KingdeeStub } from "./stub.ts";

/** Two years of a small company; much of it is of the last month. */
export function fill(stub: KingdeeStub): void {
  const { records, wall } = stub;
  const now = records.now();
  for (const [index, post] of ["销售一部", "销售二部", "销售一部"].entries()) {
    const number = `00${index}`;
    const lines = [{ FPostEntity_FEntryID: index, "FPostDept.FName": post }];
    stub.put("BD_Empinfo", number, {
      FStaffNumber: number,
      FName: `员工 ${index}`,
      FForbidStatus: index < 2 ? "A" : "B",
      lines,
    });
  }
  stub.put("BD_Currency", "PRE001", { FName: "人民币", FCODE: "CNY" });
  stub.put("BD_Currency", "PRE007", { FName: "美元", FCODE: "USD" });
  const rate = { "FCyForID.FCODE": "USD", "FCyToID.FCODE": "CNY", FDocumentStatus: "C", FForbidStatus: "A" };
  for (const [number, type, value] of [
    ["R1", "HLTX01_SYS", 7.1],
    ["R2", "HLTX02_SYS", 8.8],
  ] as const)
    stub.put("BD_Rate", number, {
      ...rate,
      "FRATETYPEID.FNumber": type,
      FBegDate: "2020-01-01T00:00:00",
      FExchangeRate: value,
    });
  for (let index = 1; index <= 5; index++)
    stub.put(
      "BD_MATERIAL",
      `M${index}`,
      { FName: `物料 ${index}`, FForbidStatus: "A", FSpecification: "10×10" },
      now - 400 * day,
    );

  for (let index = 0; index < 40; index++) {
    const at = now - ((index * 7) % 40) * (index % 2 === 0 ? 1 : 20) * (day / 2) - day;
    const number = String(index).padStart(2, "0");
    const customer = `C${number}`;
    const date = wall(at).slice(0, 10).concat("T00:00:00");
    const seller = `00${index % 3}_GW000019_1`;
    const settled = { "FSettleCurrId.FCode": index % 5 === 0 ? "USD" : "CNY" };
    const unit = { FCONTACTUNITTYPE: index === 39 ? "BD_Supplier" : "BD_Customer", "FCONTACTUNIT.FNumber": customer };

    // The first customers came with the data centre: nobody ever changed them.
    const known = index < 3 ? { FModifyDate: null } : {};
    stub.put("BD_Customer", customer, { FName: `客户 ${index}`, "FSELLER.FNumber": seller, ...known }, at);

    const lines = [1, 2].map((line) => ({
      ...{ FSaleOrderEntry_FEntryID: 500_000 + index * 10 + line, "FMaterialId.FNumber": `M${line}` },
      ...{ FQty: line, FPrice: 100, FDiscount: 0, FAmount: line * 100 },
    }));
    const sums = { FBillAmount: 300, FBillTaxAmount: 39, FBillAllAmount: 339 };
    const order = { FDate: date, "FCustId.FNumber": customer, "FSalerId.FNumber": seller, ...sums, ...settled };
    stub.put("SAL_SaleOrder", `XSDD${number}`, { ...order, lines: index === 38 ? [] : lines }, at);
    if (index % 10 === 9) stub.put("SAL_SaleOrder", `XSDD${number}`, { FDocumentStatus: "A" }, at);
    else if (index % 10 === 8) stub.put("SAL_SaleOrder", `XSDD${number}`, voided(wall(at)), at);
    else stub.approve("SAL_SaleOrder", `XSDD${number}`, at);
    if (index % 10 === 7) stub.put("SAL_SaleOrder", `XSDD${number}`, { FCloseStatus: "B", FCloseDate: wall(at) }, at);

    const bills: [string, string, object][] = [
      [
        "AR_RECEIVEBILL",
        `SKD${number}`,
        { FDATE: date, FREALRECAMOUNTFOR: 100 + index, "FCURRENCYID.FCode": "CNY", ...unit },
      ],
      [
        "AR_receivable",
        `AR${number}`,
        { FENDDATE_H: date, FALLAMOUNTFOR: 339, "FCUSTOMERID.FNumber": customer, "FSALEERID.FNumber": seller },
      ],
    ];
    if (index % 4 === 0) {
      const back = {
        FEntity_FEntryID: 700_000 + index,
        FOrderNo: `XSDD${number}`,
        "FMaterialId.FNumber": "M1",
        FRealQty: 1,
        FAmount: 100,
      };
      bills.push([
        "SAL_RETURNSTOCK",
        `XSTHD${number}`,
        { FDate: date, "FRetcustId.FNumber": customer, ...settled, lines: [back] },
      ]);
      bills.push([
        "AR_REFUNDBILL",
        `SKTKD${number}`,
        { FDATE: date, FREALREFUNDAMOUNTFOR: 50, "FSETTLECUR.FCode": "CNY", ...unit },
      ]);
    }
    for (const [form, id, fields] of bills) {
      stub.put(form, id, { FDocumentStatus: "A", ...fields }, at);
      if (index % 10 !== 6) stub.approve(form, id, at);
    }
  }
}

function voided(at: string) {
  return { FDocumentStatus: "A", FCancelStatus: "B", FCancelDate: at };
}
