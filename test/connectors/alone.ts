import type { ConnectorContext } from "#connector.ts";

/** What a connector that maps nothing and keeps nothing is given. */
export const alone: Pick<ConnectorContext, "mapping" | "mapped" | "secrets"> = {
  mapped: [],
  mapping(table) {
    throw new Error(`nothing is mapped to ${table}`);
  },
  secrets: { get: async () => null, set: async () => {}, delete: async () => {} },
};
