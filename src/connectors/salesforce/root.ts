/** Path of the REST API, in a version that Salesforce supports for years to come. */
export const root = "/services/data/v62.0";
