import type { Connector } from "#connector.ts";

const stamped = { id: "Id", source_created_at: "CreatedDate", source_updated_at: "SystemModstamp" };
const currency = { currency: "CurrencyIsoCode" };

/** Salesforce's objects as tables of the model. Names with `$` are made from others: README. */
export const mapping: NonNullable<Connector["mapping"]> = {
  owners: {
    stream: "User",
    columns: {
      ...stamped,
      name: "Name",
      email: "Email",
      mobile: "MobilePhone",
      team: { from: ["UserRole.Name", "Department"] },
      manager_id: "ManagerId",
      is_active: "IsActive",
    },
  },
  stages: {
    stream: "OpportunityStage",
    columns: {
      id: "ApiName",
      name: "MasterLabel",
      sort_order: "SortOrder",
      probability: { from: "DefaultProbability", transform: "percent" },
      is_won: "IsWon",
      is_lost: "$IsLost",
    },
  },
  accounts: {
    stream: "Account",
    columns: {
      ...{ ...stamped, name: "Name", type: "Type", industry: "Industry", company_size: "NumberOfEmployees" },
      ...{ region: "BillingState", country: "BillingCountry", city: "BillingCity", address: "BillingStreet" },
      ...{
        owner_id: "OwnerId",
        parent_id: "ParentId",
        source: "AccountSource",
        phone: "Phone",
        last_followed_at: "LastActivityDate",
      },
    },
  },
  contacts: {
    stream: "Contact",
    columns: {
      ...stamped,
      account_id: "AccountId",
      name: "Name",
      email: "Email",
      phone: { from: ["MobilePhone", "Phone"] },
      title: "Title",
    },
  },
  leads: {
    stream: "Lead",
    columns: {
      ...{
        ...stamped,
        name: { from: ["Company", "Name"] },
        source: "LeadSource",
        status: "Status",
        owner_id: "OwnerId",
      },
      ...{
        intent: { from: "Rating", values: { Hot: "high", Warm: "medium", Cold: "low" } },
        created_at: "CreatedDate",
      },
      ...{
        converted_at: "ConvertedDate",
        converted_account_id: "ConvertedAccountId",
        converted_opportunity_id: "ConvertedOpportunityId",
      },
    },
  },
  products: {
    stream: "Product2",
    columns: { ...stamped, sku: "ProductCode", name: "Name", category: "Family", is_active: "IsActive" },
  },
  campaigns: {
    stream: "Campaign",
    columns: {
      ...stamped,
      ...currency,
      name: "Name",
      type: "Type",
      channel: "Type",
      starts_at: "StartDate",
      ends_at: "EndDate",
      budget: "BudgetedCost",
    },
  },
  campaign_costs: {
    stream: "Campaign",
    columns: {
      ...stamped,
      ...currency,
      campaign_id: "Id",
      spent_on: { from: ["StartDate", "CreatedDate"] },
      amount: "ActualCost",
    },
  },
  campaign_members: {
    stream: "CampaignMember",
    columns: {
      ...stamped,
      campaign_id: "CampaignId",
      account_id: "AccountId",
      lead_id: "LeadId",
      touched_at: "CreatedDate",
      responded_at: "FirstRespondedDate",
    },
  },
  opportunities: {
    stream: "Opportunity",
    columns: {
      ...{ ...stamped, ...currency, name: "Name", account_id: "AccountId", owner_id: "OwnerId", stage_id: "StageName" },
      ...{ amount: "Amount", probability: { from: "Probability", transform: "percent" }, source: "LeadSource" },
      ...{
        campaign_id: "CampaignId",
        created_at: "CreatedDate",
        expected_close_on: "CloseDate",
        closed_at: "$ClosedDate",
      },
    },
  },
  opportunity_stage_events: {
    stream: "OpportunityHistory",
    columns: {
      ...{
        id: "Id",
        opportunity_id: "OpportunityId",
        from_stage_id: "$FromStage",
        to_stage_id: "StageName",
        seq: "$Seq",
      },
      ...{
        entered_at: "CreatedDate",
        amount_at: "Amount",
        expected_close_on_at: "CloseDate",
        changed_by: "CreatedById",
      },
      origin: { constant: "native" },
    },
  },
  orders: {
    stream: "Order",
    columns: {
      ...{ ...stamped, ...currency, account_id: "AccountId", opportunity_id: "OpportunityId", owner_id: "OwnerId" },
      ...{
        ordered_at: "EffectiveDate",
        net: "TotalAmount",
        region: "BillingState",
        country: "BillingCountry",
        city: "BillingCity",
      },
      status: {
        from: "StatusCode",
        values: {
          Draft: "draft",
          Activated: "confirmed",
          Canceled: "cancelled",
          Expired: "cancelled",
          Superseded: "cancelled",
        },
      },
    },
  },
  order_lines: {
    stream: "OrderItem",
    columns: {
      ...stamped,
      order_id: "OrderId",
      product_id: "Product2Id",
      quantity: "Quantity",
      unit_price: "UnitPrice",
      net: "TotalPrice",
    },
  },
  tickets: {
    stream: "Case",
    columns: {
      ...stamped,
      account_id: "AccountId",
      product_id: "ProductId",
      reason: { from: ["Reason", "Type"] },
      channel: "Origin",
      priority: "Priority",
      opened_at: "CreatedDate",
      resolved_at: "ClosedDate",
      subject: "Subject",
      body: "Description",
    },
  },
  activities: {
    stream: "Task,Event",
    columns: {
      ...{ ...stamped, owner_id: "OwnerId", account_id: "AccountId", opportunity_id: "$OpportunityId" },
      kind: {
        from: ["TaskSubtype", "$Object"],
        values: {
          Call: "call",
          Email: "email",
          ListEmail: "email",
          Task: "task",
          Cadence: "task",
          LinkedIn: "task",
          Event: "meeting",
        },
      },
      occurred_at: { from: ["ActivityDateTime", "CompletedDateTime", "ActivityDate", "CreatedDate"] },
      ...{
        direction: { from: "CallType", transform: "lower" },
        outcome: { from: ["CallDisposition", "Status"] },
        duration_s: "CallDurationInSeconds",
      },
    },
  },
  fx_rates: {
    stream: "DatedConversionRate",
    columns: {
      id: "Id",
      rate_on: "StartDate",
      from_currency: "$Corporate",
      to_currency: "IsoCode",
      rate: "ConversionRate",
    },
  },
};
