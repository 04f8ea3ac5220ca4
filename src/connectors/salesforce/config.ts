import { z } from "zod";
import { serverAddress } from "#http/server-address.ts";
import { tables } from "#model/tables.ts";

/** Variables of the connector; either a client secret or a user with a private key signs in. */
export const config = z.object({
  SALESFORCE_URL: serverAddress("expected the My Domain address, such as https://acme.my.salesforce.com"),
  SALESFORCE_CLIENT_ID: z.string("expected the consumer key of an external client app or connected app").min(5),
  SALESFORCE_CLIENT_SECRET: z.string("expected the consumer secret of the app").min(5).optional(),
  SALESFORCE_USERNAME: z.string("expected the user that the app signs in as").optional(),
  SALESFORCE_KEY_FILE: z.string("expected the file of the private key (PEM) of the app's certificate").optional(),
  SALESFORCE_AUDIENCE: serverAddress(
    "expected https://login.salesforce.com, or https://test.salesforce.com of a sandbox",
  ).default("https://login.salesforce.com"),
  SALESFORCE_CALLS_SHARE: z.coerce.number("expected a share such as 0.8").gt(0).max(1).default(0.8),
  SALESFORCE_WITHOUT: z
    .string()
    .transform((text) => text.split(",").map((name) => name.trim()))
    .refine((names) => names.every((name) => name in tables), "expected tables such as orders,order_lines")
    .optional(),
});

export type Settings = ReturnType<typeof config.parse>;
