import type { CustomerColumns } from "#metrics/clusters/customer-clusters.ts";
import { segmentClusters } from "#metrics/segment/segment-clusters.ts";
import { defineTask } from "#task.ts";

/** Finds natural groups of customers; `full` also tells the group of each. */
export default defineTask(
  import.meta.url,
  ({ columns, full }: { readonly columns: CustomerColumns; readonly full: boolean }) => segmentClusters(columns, full),
);
