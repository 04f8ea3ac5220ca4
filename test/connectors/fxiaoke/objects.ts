/** Objects as their descriptions have them: each field's type, and the choices of those that have some. */
type Described = Readonly<Record<string, string | Readonly<Record<string, string>>>>;

const system: Described = {
  ...{ create_time: "date_time", last_modified_time: "date_time", owner: "employee", is_deleted: "true_or_false" },
  life_status: { ineffective: "未生效", under_review: "审核中", normal: "正常", in_change: "变更中", invalid: "作废" },
};

export const described: Readonly<Record<string, { label: string; fields: Described }>> = {
  DepartmentObj: { label: "部门", fields: { ...system, name: "text" } },
  AccountObj: {
    label: "客户",
    fields: {
      ...{ ...system, name: "text", tel: "phone_number", address: "text", province: "province" },
      ...{ account_level: { "1": "重要客户", "2": "普通客户" }, industry_level1: { "10": "制造业" } },
      ...{ high_seas_id: "text", high_seas_name: "text", claimed_time: "date_time" },
      // The company's own, one of them not in use any more.
      ...{ field_hobby__c: "text", field_old__c: "text" },
    },
  },
  ContactObj: {
    label: "联系人",
    fields: { ...system, name: "text", account_id: "object_reference", job_title: "text", mobile1: "phone_number" },
  },
  LeadsObj: {
    label: "销售线索",
    fields: {
      ...system,
      name: "text",
      company: "text",
      source: { "1": "展会" },
      marketing_event_id: "object_reference",
    },
  },
  MarketingEventObj: {
    label: "市场活动",
    fields: { ...system, name: "text", begin_time: "date", actual_cost: "currency" },
  },
  ProductObj: {
    label: "产品",
    fields: { ...system, name: "text", price: "currency", product_status: { "1": "已上架" } },
  },
  NewOpportunityObj: {
    label: "商机2.0",
    fields: {
      ...{ ...system, name: "text", account_id: "object_reference", amount: "currency", close_date: "date" },
      ...{ probability: "number", stg_changed_time: "date_time", sales_process_id: "object_reference" },
      sales_stage: { s1: "验证客户", s2: "方案报价", s3: "赢单", s4: "输单", s5: "无效" },
      sales_status: { "1": "进行中", "2": "赢单", "3": "输单", "4": "无效" },
    },
  },
  SalesOrderObj: {
    label: "销售订单",
    fields: {
      ...system,
      name: "auto_number",
      account_id: "object_reference",
      order_time: "date",
      order_amount: "currency",
    },
  },
  SalesOrderProductObj: {
    label: "订单产品",
    fields: {
      ...{ ...system, order_id: "master_detail", product_id: "object_reference", quantity: "number" },
      ...{ sales_price: "currency", subtotal: "currency" },
    },
  },
  ReturnedGoodsInvoiceObj: {
    label: "退货单",
    fields: {
      ...{ ...system, account_id: "object_reference", order_id: "object_reference", returned_goods_time: "date" },
      ...{ returned_goods_inv_amount: "currency", returned_goods_reason: "text" },
    },
  },
  PaymentObj: {
    label: "回款",
    fields: { ...system, account_id: "object_reference", payment_time: "date", payment_amount: "currency" },
  },
  RefundObj: { label: "退款", fields: { ...system, account_id: "object_reference", refunded_amount: "currency" } },
  CasesObj: { label: "工单", fields: { ...system, name: "auto_number", account_id: "object_reference" } },
  ActiveRecordObj: {
    label: "销售记录",
    fields: {
      ...{ ...system, account_id: "object_reference", related_object_data: "what_list" },
      interactive_types: { call: "打电话", visit: "现场拜访", chat: "在线聊天" },
    },
  },
  ScheduleObj: { label: "日程", fields: { ...system, content: "long_text", begin_time: "date_time" } },
  object_k7__c: { label: "门店", fields: { ...system, name: "text" } },
};

/** An object's description, in the answer's form. */
export function descriptionOf(name: string): object {
  const fields = Object.entries(described[name]?.fields ?? {}).map(([api_name, type]) => [
    api_name,
    {
      ...{ api_name, label: api_name, define_type: api_name.endsWith("__c") ? "custom" : "package" },
      is_active: api_name !== "field_old__c",
      ...(typeof type === "string"
        ? { type }
        : {
            type: api_name === "interactive_types" ? "select_many" : "select_one",
            options: Object.entries(type).map(([value, label]) => ({ value, label })),
          }),
    },
  ]);
  return { describe: { api_name: name, fields: Object.fromEntries(fields) } };
}
