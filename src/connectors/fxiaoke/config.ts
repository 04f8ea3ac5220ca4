import { z } from "zod";
import { serverAddress } from "#http/server-address.ts";
import { tables } from "#model/tables.ts";

const number = (expected: string) => z.coerce.number(expected).int(expected).positive(expected);

export const config = z.object({
  FXIAOKE_APP_ID: z.string("expected the appId of a self-built app, FSAID_…").min(5),
  FXIAOKE_APP_SECRET: z.string("expected the appSecret of that app").min(5),
  FXIAOKE_PERMANENT_CODE: z.string("expected the permanentCode of that app").min(5),
  FXIAOKE_USER: z
    .string("expected the employee id (员工ID) of a CRM administrator, such as 1000")
    .regex(/^(\d+|FSUID_\w+)$/, "expected an employee id such as 1000, or FSUID_… for the older way of asking"),
  FXIAOKE_URL: serverAddress("expected the address of the open platform").default("https://open.fxiaoke.com"),
  FXIAOKE_CALLS_PER_20_SECONDS: number("expected a number of calls").default(90),
  FXIAOKE_CALLS_PER_DAY: number("expected a number of calls").optional(),
  FXIAOKE_WITHOUT: z
    .string()
    .transform((text) => text.split(",").map((name) => name.trim()))
    .refine((given) => given.every((name) => name in tables), "expected tables such as tickets,campaigns")
    .optional(),
});

export type Settings = ReturnType<typeof config.parse>;
