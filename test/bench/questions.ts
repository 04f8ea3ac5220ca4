/** What people ask, in both languages; every one is a different question, so that nothing is answered from memory. */
export const unfiltered = [
  "/rfm",
  "/rfm last90d",
  "/rfm 2026-01-01..2026-10-31",
  "/sales last90d",
  "/sales 2026",
  "/sales last12m by region",
  "/retention",
  "/retention last6m",
  "/funnel Q3",
  "/funnel last quarter by region",
  "/funnel 2026",
  "/funnel basis=open",
  "/funnel this quarter basis=closing",
  "/leads",
  "/pipeline",
  "/pipeline since 2026-09-01",
  "/collections",
  "/pool",
  "/team this quarter",
  "/team last365d by team",
  "/kpi",
  "/kpi last quarter",
  "/peak",
  "/forecast",
  "/forecast by week",
  "/forecast by region",
  "/why last quarter",
  "/why win rate last quarter",
];

/** About customers; what these learn from the whole company is learned before they are timed. */
export const aboutCustomers = [
  "/segment by region",
  "/segment by region,industry",
  "/segment auto",
  "/lifecycle",
  "/lifecycle by region",
  "/clv",
  "/clv by region",
  "/churn",
  "/churn by region",
  "/actions",
  "/pareto",
  "/basket",
  "/campaign last90d by channel",
  "/campaign",
  "/recommend",
  "/quality",
  "/satisfaction",
  "/satisfaction last quarter by region",
];

/** The same, of what only the made-up companies have. */
export const aboutOne = ['/customer "Account 90007"', '/recommend "Account 90007"', '/recommend product="Product 3"'];

/** With filters that only the orders themselves can honour, or groupings by them. */
export const filtered = [
  '/rfm last365d channel="Channel 1"',
  '/sales last12m channel="Channel 2"',
  "/sales 2026 by channel",
  '/retention last6m channel="Channel 3"',
  '/rfm last365d region="Region 2"',
  '/sales last90d region="Region 2" by channel',
  '/funnel Q3 region="Region 1"',
  '/team last quarter region="Region 2"',
  '/churn region="Region 3"',
  '/clv region="Region 4"',
  '/segment last90d by channel region="Region 5"',
];
