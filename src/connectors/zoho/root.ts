/** Path of the REST API. */
export const root = "/crm/v8";
/** Path of its bulk reads. */
export const bulkRoot = "/crm/bulk/v8/read";
