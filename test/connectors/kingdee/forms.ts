/** Forms of the stub's data centre: their primary keys, fields, and the fields of their lines. */
export interface StubForm {
  readonly key: string;
  readonly fields: readonly string[];
  readonly lines?: { readonly key: string; readonly fields: readonly string[] };
}

const stamps = ["FCreateDate", "FModifyDate", "FDocumentStatus"];
const bill = ["FBillNo", ...stamps, "FApproveDate", "FCancelStatus"];

export const stubForms: Readonly<Record<string, StubForm>> = {
  BD_Customer: {
    key: "FCUSTID",
    fields: [
      ...["FNumber", "FName", ...stamps, "FCustTypeId.FDataValue", "FGroup.FName", "FCOUNTRY.FDataValue"],
      ...["FPROVINCIAL.FDataValue", "FADDRESS", "FTEL", "FSELLER.FNumber", "F_ABC_Level"],
    ],
  },
  BD_MATERIAL: {
    key: "FMATERIALID",
    fields: ["FNumber", "FName", ...stamps, "FMaterialGroup.FName", "FForbidStatus", "FSpecification"],
  },
  BD_Empinfo: {
    key: "FID",
    fields: ["FStaffNumber", "FNumber", "FName", "FEmail", "FMobile", ...stamps, "FForbidStatus"],
    lines: { key: "FPostEntity_FEntryID", fields: ["FPostDept.FName"] },
  },
  BD_Currency: { key: "FCURRENCYID", fields: ["FNumber", "FName", "FCODE", ...stamps] },
  BD_Rate: {
    key: "FRateID",
    fields: [
      ...["FRATETYPEID.FNumber", "FBegDate", "FExchangeRate", "FCyForID.FCODE", "FCyToID.FCODE", ...stamps],
      "FForbidStatus",
    ],
  },
  SAL_SaleOrder: {
    key: "FID",
    fields: [
      ...[...bill, "FDate", "FCustId.FNumber", "FSalerId.FNumber", "FBillAmount", "FBillTaxAmount", "FBillAllAmount"],
      ...["FSettleCurrId.FCode", "FCloseStatus", "FCloseDate", "FCancelDate"],
    ],
    lines: {
      key: "FSaleOrderEntry_FEntryID",
      fields: ["FMaterialId.FNumber", "FQty", "FPrice", "FDiscount", "FAmount"],
    },
  },
  SAL_OUTSTOCK: {
    key: "FID",
    fields: [
      ...[...bill, "FDate", "FCustomerID.FNumber", "FSalesManID.FNumber", "FBillAllAmount", "FBillTaxAmount"],
      "FSettleCurrID.FCode",
    ],
    lines: { key: "FEntity_FEntryID", fields: ["FMaterialID.FNumber", "FRealQty", "FPrice", "FAmount", "FSoorDerno"] },
  },
  SAL_RETURNSTOCK: {
    key: "FID",
    fields: [...bill, "FDate", "FRetcustId.FNumber", "FSettleCurrId.FCode", "FReturnReason.FDataValue"],
    lines: { key: "FEntity_FEntryID", fields: ["FOrderNo", "FMaterialId.FNumber", "FRealQty", "FAmount"] },
  },
  AR_receivable: {
    key: "FID",
    fields: [
      ...[...bill, "FCUSTOMERID.FNumber", "FSALEERID.FNumber", "FENDDATE_H", "FALLAMOUNTFOR"],
      "FCURRENCYID.FCode",
    ],
  },
  AR_RECEIVEBILL: {
    key: "FID",
    fields: [
      ...[...bill, "FDATE", "FCONTACTUNITTYPE", "FCONTACTUNIT.FNumber", "FREALRECAMOUNTFOR"],
      "FCURRENCYID.FCode",
    ],
  },
  AR_REFUNDBILL: {
    key: "FID",
    fields: [
      ...[...bill, "FDATE", "FCONTACTUNITTYPE", "FCONTACTUNIT.FNumber", "FREALREFUNDAMOUNTFOR"],
      "FSETTLECUR.FCode",
    ],
  },
};
