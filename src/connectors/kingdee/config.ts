import { z } from "zod";
import { serverAddress } from "#http/server-address.ts";
import { tables } from "#model/tables.ts";

export const config = z.object({
  KINGDEE_URL: serverAddress("expected the address up to k3cloud, https://acme.ik3cloud.com/k3cloud"),
  KINGDEE_ACCT_ID: z.string("expected the id of the data centre (数据中心标识)").min(5),
  KINGDEE_USERNAME: z.string("expected the user that the app signs in as (集成用户)").min(1),
  KINGDEE_APP_ID: z.string("expected the app id of 第三方系统登录授权").min(5),
  KINGDEE_APP_SECRET: z.string("expected the app secret of 第三方系统登录授权").min(5),
  KINGDEE_RATE_TYPE: z
    .string()
    .regex(/^[\w.-]+$/, "expected the number of a 汇率类型, such as HLTX01_SYS")
    .default("HLTX01_SYS"),
  KINGDEE_CALLS_PER_DAY: z.coerce.number("expected a number of calls").int().positive().optional(),
  KINGDEE_WITHOUT: z
    .string()
    .transform((text) => text.split(",").map((name) => name.trim()))
    .refine((given) => given.every((name) => name in tables), "expected tables such as orders,returns")
    .optional(),
});

export type Settings = ReturnType<typeof config.parse>;
