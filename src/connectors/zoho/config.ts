import { z } from "zod";
import { serverAddress } from "#http/server-address.ts";
import { tables } from "#model/tables.ts";

/** Hosts of the data centres: where tokens come from, and where data are. */
export const dataCentres = {
  us: { accounts: "https://accounts.zoho.com", api: "https://www.zohoapis.com" },
  eu: { accounts: "https://accounts.zoho.eu", api: "https://www.zohoapis.eu" },
  in: { accounts: "https://accounts.zoho.in", api: "https://www.zohoapis.in" },
  au: { accounts: "https://accounts.zoho.com.au", api: "https://www.zohoapis.com.au" },
  jp: { accounts: "https://accounts.zoho.jp", api: "https://www.zohoapis.jp" },
  cn: { accounts: "https://accounts.zoho.com.cn", api: "https://www.zohoapis.com.cn" },
  ca: { accounts: "https://accounts.zohocloud.ca", api: "https://www.zohoapis.ca" },
  sa: { accounts: "https://accounts.zoho.sa", api: "https://www.zohoapis.sa" },
  uk: { accounts: "https://accounts.zoho.uk", api: "https://www.zohoapis.uk" },
} as const;

const names = Object.keys(dataCentres) as (keyof typeof dataCentres)[];

export const config = z.object({
  ZOHO_REGION: z.enum(names, `expected the data centre: ${names.join(", ")}`).default("us"),
  ZOHO_CLIENT_ID: z.string("expected the client id of a self client (api-console.zoho.com)").min(5),
  ZOHO_CLIENT_SECRET: z.string("expected the client secret of the self client").min(5),
  ZOHO_REFRESH_TOKEN: z.string("expected a refresh token: the README says how to get it").min(5),
  ZOHO_URL: serverAddress("expected the address of Zoho's API").optional(),
  ZOHO_ACCOUNTS_URL: serverAddress("expected the address of Zoho's accounts").optional(),
  ZOHO_WITHOUT: z
    .string()
    .transform((text) => text.split(",").map((name) => name.trim()))
    .refine((given) => given.every((name) => name in tables), "expected tables such as orders,tickets")
    .optional(),
});

export type Settings = ReturnType<typeof config.parse>;
