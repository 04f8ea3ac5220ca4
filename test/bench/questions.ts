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
];

/** With filters that only the orders themselves can honour, or groupings by them. */
export const filtered = [
  '/rfm last365d channel="Channel 1"',
  '/sales last12m channel="Channel 2"',
  "/sales 2026 by channel",
  '/retention last6m channel="Channel 3"',
  '/rfm last365d region="Region 2"',
  '/sales last90d region="Region 2" by channel',
  '/funnel Q3 region="Region 1"',
];
