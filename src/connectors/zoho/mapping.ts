import type { Connector } from "#connector.ts";

const stamped = { id: "id", source_created_at: "Created_Time", source_updated_at: "Modified_Time" };
const owned = { owner_id: "Owner.id" };

/** Zoho's modules as tables of the model. `.id` goes into lookups; names with `$` are made from others. */
export const mapping: NonNullable<Connector["mapping"]> = {
  owners: {
    stream: "users",
    columns: {
      id: "id",
      name: "full_name",
      email: "email",
      mobile: "mobile",
      team: "role.name",
      manager_id: "Reporting_To.id",
      is_active: {
        from: "status",
        values: { active: true, inactive: false, deleted: false, closed: false, disabled: false },
      },
    },
  },
  stages: {
    stream: "stages",
    columns: {
      id: "actual_value",
      name: "display_value",
      sort_order: "sequence_number",
      probability: { from: "probability", transform: "percent" },
      is_won: "$Won",
      is_lost: "$Lost",
    },
  },
  accounts: {
    stream: "Accounts",
    columns: {
      ...{
        ...stamped,
        ...owned,
        name: "Account_Name",
        type: "Account_Type",
        industry: "Industry",
        company_size: "Employees",
      },
      ...{ region: "Billing_State", country: "Billing_Country", city: "Billing_City", address: "Billing_Street" },
      ...{ parent_id: "Parent_Account.id", phone: "Phone", last_followed_at: "Last_Activity_Time" },
    },
  },
  contacts: {
    stream: "Contacts",
    columns: {
      ...stamped,
      account_id: "Account_Name.id",
      name: { from: ["Full_Name", "Last_Name"] },
      email: "Email",
      phone: { from: ["Mobile", "Phone"] },
      title: "Title",
    },
  },
  leads: {
    stream: "Leads",
    columns: {
      ...{
        ...stamped,
        ...owned,
        name: { from: ["Company", "Full_Name", "Last_Name"] },
        source: "Lead_Source",
        status: "Lead_Status",
      },
      ...{
        created_at: "Created_Time",
        converted_account_id: "Converted_Account.id",
        converted_opportunity_id: "Converted_Deal.id",
      },
      converted_at: "Converted_Date_Time",
    },
  },
  products: {
    stream: "Products",
    columns: {
      ...stamped,
      sku: "Product_Code",
      name: "Product_Name",
      category: "Product_Category",
      list_price: "Unit_Price",
      is_active: "Product_Active",
    },
  },
  campaigns: {
    stream: "Campaigns",
    columns: {
      ...stamped,
      name: "Campaign_Name",
      type: "Type",
      channel: "Type",
      starts_at: "Start_Date",
      ends_at: "End_Date",
      budget: "Budgeted_Cost",
    },
  },
  campaign_costs: {
    stream: "Campaigns",
    columns: {
      ...stamped,
      campaign_id: "id",
      spent_on: { from: ["Start_Date", "Created_Time"] },
      amount: "Actual_Cost",
    },
  },
  opportunities: {
    stream: "Deals",
    columns: {
      ...{
        ...stamped,
        ...owned,
        name: "Deal_Name",
        account_id: "Account_Name.id",
        pipeline: "Pipeline",
        stage_id: "Stage",
      },
      ...{ amount: "Amount", currency: "Currency", probability: { from: "Probability", transform: "percent" } },
      ...{ source: "Lead_Source", campaign_id: "Campaign_Source.id", created_at: "Created_Time" },
      ...{ expected_close_on: "Closing_Date", closed_at: "$Closed_Date", lost_reason: "Reason_For_Loss__s" },
    },
  },
  opportunity_stage_events: {
    stream: "Deals",
    columns: {
      ...{
        id: "id",
        opportunity_id: "$Deal",
        from_stage_id: "$From",
        to_stage_id: "Stage",
        seq: "$Seq",
        entered_at: "Modified_Time",
      },
      ...{
        amount_at: "Amount",
        expected_close_on_at: "Closing_Date",
        changed_by: "Modified_By.id",
        origin: { constant: "log" },
      },
    },
  },
  orders: {
    stream: "Sales_Orders",
    columns: {
      ...{ ...stamped, ...owned, account_id: "Account_Name.id", opportunity_id: "Deal_Name.id", currency: "Currency" },
      ...{ ordered_at: "Created_Time", total: "Grand_Total", tax: "Tax", promised_at: "Due_Date", carrier: "Carrier" },
      status: {
        from: "Status",
        values: { Created: "draft", Approved: "confirmed", Delivered: "fulfilled", Cancelled: "cancelled" },
      },
    },
  },
  tickets: {
    stream: "Cases",
    columns: {
      ...stamped,
      account_id: "Account_Name.id",
      product_id: "Product_Name.id",
      reason: "Case_Reason",
      channel: "Case_Origin",
      priority: "Priority",
      opened_at: "Created_Time",
      subject: "Subject",
      body: "Description",
    },
  },
  activities: {
    stream: "Calls,Events,Tasks",
    columns: {
      ...{
        ...stamped,
        ...owned,
        kind: { from: "$Module", values: { Calls: "call", Events: "meeting", Tasks: "task" } },
      },
      ...{
        occurred_at: { from: ["Call_Start_Time", "Start_DateTime", "Closed_Time", "Due_Date", "Created_Time"] },
        account_id: "What_Id.id",
      },
      ...{
        direction: { from: "Call_Type", transform: "lower" },
        outcome: { from: ["Call_Result", "Status"] },
        duration_s: "Call_Duration_in_seconds",
      },
    },
  },
};
