import type { Connector } from "#connector.ts";

const stamped = { source_created_at: "FCreateDate", source_updated_at: "FModifyDate" };
/** Kingdee's own code of the yuan is CNY; old data centres have RMB. */
const yuan = { RMB: "CNY" };

/**
 * Kingdee's forms as tables of the model. Customers, materials and orders go by their numbers: bills refer to them by those,
 * and a customer that is allotted to several organisations (分配) has one record in each, all with one number.
 */
export const mapping: NonNullable<Connector["mapping"]> = {
  owners: {
    stream: "BD_Empinfo",
    columns: {
      id: { from: ["FStaffNumber", "FNumber"] },
      ...{ name: "FName", email: "FEmail", mobile: "FMobile", team: "FPostDept.FName" },
      is_active: { from: "FForbidStatus", values: { A: true, B: false } },
    },
  },
  accounts: {
    stream: "BD_Customer",
    columns: {
      ...{ id: "FNumber", ...stamped, name: "FName", type: "FCustTypeId.FDataValue", segment: "FGroup.FName" },
      ...{ country: "FCOUNTRY.FDataValue", region: "FPROVINCIAL.FDataValue", address: "FADDRESS", phone: "FTEL" },
      owner_id: "FSELLER.$Employee",
    },
  },
  products: {
    stream: "BD_MATERIAL",
    columns: {
      ...{ id: "FNumber", ...stamped, sku: "FNumber", name: "FName", category: "FMaterialGroup.FName" },
      is_active: { from: "FForbidStatus", values: { A: true, B: false } },
    },
    custom: { specification: "FSpecification" },
  },
  orders: {
    stream: "SAL_SaleOrder",
    columns: {
      ...{ id: "FBillNo", ...stamped, account_id: "FCustId.FNumber", owner_id: "FSalerId.$Employee" },
      ...{ ordered_at: "FDate", net: "FBillAmount", tax: "FBillTaxAmount", total: "FBillAllAmount" },
      currency: { from: "FSettleCurrId.FCode", values: yuan },
      status: {
        from: "$Status",
        values: { void: "cancelled", draft: "draft", closed: "fulfilled", open: "confirmed" },
      },
      ...{ delivered_at: "$Delivered", cancelled_at: "FCancelDate" },
    },
  },
  order_lines: {
    stream: "SAL_SaleOrder/FSaleOrderEntry",
    columns: {
      ...{ id: "FSaleOrderEntry_FEntryID", ...stamped, order_id: "FBillNo", account_id: "FCustId.FNumber" },
      ...{ product_id: "FMaterialId.FNumber", quantity: "FQty", unit_price: "FPrice", discount: "FDiscount" },
      net: "FAmount",
    },
  },
  returns: {
    stream: "SAL_RETURNSTOCK/FEntity",
    columns: {
      ...{ id: "FEntity_FEntryID", ...stamped, order_id: "FOrderNo", account_id: "FRetcustId.FNumber" },
      ...{ product_id: "FMaterialId.FNumber", returned_at: "FDate", quantity: "FRealQty", amount: "FAmount" },
      currency: { from: "FSettleCurrId.FCode", values: yuan },
      reason: "FReturnReason.FDataValue",
    },
  },
  payments: {
    stream: "AR_RECEIVEBILL,AR_REFUNDBILL",
    columns: {
      ...{ id: "$Id", ...stamped, account_id: "FCONTACTUNIT.FNumber", paid_at: "FDATE" },
      amount: { from: ["AR_RECEIVEBILL/FREALRECAMOUNTFOR", "AR_REFUNDBILL/FREALREFUNDAMOUNTFOR"] },
      currency: { from: ["AR_RECEIVEBILL/FCURRENCYID.FCode", "AR_REFUNDBILL/FSETTLECUR.FCode"], values: yuan },
      kind: { from: "$Form", values: { AR_RECEIVEBILL: "payment", AR_REFUNDBILL: "refund" } },
    },
  },
  receivable_plans: {
    stream: "AR_receivable",
    columns: {
      ...{ id: "FBillNo", ...stamped, account_id: "FCUSTOMERID.FNumber", owner_id: "FSALEERID.$Employee" },
      ...{ due_on: "FENDDATE_H", amount: "FALLAMOUNTFOR" },
      currency: { from: "FCURRENCYID.FCode", values: yuan },
    },
  },
  fx_rates: {
    stream: "BD_Rate",
    columns: {
      ...{ id: "FRateID", rate_on: "FBegDate", rate: "FExchangeRate" },
      from_currency: { from: "FCyForID.FCODE", values: yuan },
      to_currency: { from: "FCyToID.FCODE", values: yuan },
    },
  },
};
