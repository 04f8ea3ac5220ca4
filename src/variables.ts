import { z } from "zod";
import type { Locale } from "./messages.ts";

const zones = (value: string): boolean => {
  try {
    new Intl.DateTimeFormat("en", { timeZone: value });
    return true;
  } catch {
    return false;
  }
};
const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const weekdays = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/** A whole number or a name out of a list, as its position from 1. */
function position(names: readonly string[], example: string) {
  return z.string().transform((value, context) => {
    const index = names.findIndex((name) => value.toLowerCase().startsWith(name));
    const number = index >= 0 ? index + 1 : Number(value);
    if (Number.isInteger(number) && number >= 1 && number <= names.length) return number;
    context.addIssue({ code: "custom", message: `expected 1 to ${names.length} or a name such as ${example}` });
    return z.NEVER;
  });
}

function whole(least: number, most: number) {
  return z.coerce
    .number(`expected a whole number from ${least} to ${most}`)
    .int(`expected a whole number from ${least} to ${most}`)
    .min(least, `expected at least ${least}`)
    .max(most, `expected at most ${most}`);
}

const list = z.string().transform((value) =>
  value
    .split(",")
    .map((item) => item.trim())
    .filter(Boolean),
);

const postgres = "expected a URL such as postgres://parley:password@localhost/parley?sslmode=verify-full";

/** Variables of Parley itself; units add their own. Each is described in `.env.example`. */
export const variables = z.object({
  DATA_DIR: z.string().default("./data"),
  CRM: z
    .string()
    .regex(/^[a-z0-9-]+$/, "expected the name of a folder in src/connectors, such as demo or csv")
    .default("demo"),
  CRM_MAPPING: z.string().optional(),
  BUSINESS_TIMEZONE: z.string().refine(zones, "expected an IANA zone such as Asia/Shanghai").optional(),
  REPORTING_CURRENCY: z
    .string()
    .regex(/^[A-Z]{3}$/, "expected a three-letter code such as CNY or USD")
    .optional(),
  DEFAULT_LOCALE: z
    .string()
    .regex(/^(en|zh)/i, "expected en or zh")
    .transform((value): Locale => (value.toLowerCase().startsWith("zh") ? "zh" : "en"))
    .default("en"),
  FISCAL_YEAR_START: position(months, "apr").default(1),
  WEEK_START: position(weekdays, "mon").default(1),
  COMPANY_FILE: z.string().optional(),
  ACCESS: z.enum(["tree", "open"], "expected tree or open").default("tree"),
  ADMINS: list.default([]),
  POOL: z.enum(["everyone", "administrators"], "expected everyone or administrators").default("everyone"),
  POOL_NAMES: z.enum(["masked", "shown"], "expected masked or shown").default("masked"),
  ROSTER_FILE: z.string().optional(),
  SMTP_URL: z.url("expected a URL such as smtps://user:password@mail.company.com").optional(),
  MAIL_FROM: z.string().includes("@", "expected an address such as Parley <parley@company.com>").optional(),
  SECRET_KEY: z.string().min(16, "expected at least 16 characters, such as openssl rand -hex 32 prints").optional(),
  LANGUAGE_MODEL_URL: z.url("expected a URL such as https://api.openai.com/v1").optional(),
  LANGUAGE_MODEL_KEY: z.string().optional(),
  LANGUAGE_MODEL_NAME: z.string().default("default"),
  LANGUAGE_MODEL_TIMEOUT: whole(1, 30).default(4),
  COMMAND_PREFIX: z
    .string()
    .regex(/^[a-z0-9_-]*$/, "expected lower-case letters, digits, - or _")
    .default(""),
  DELIVER: list.optional(),
  QUIET_HOURS: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d-([01]\d|2[0-3]):[0-5]\d$|^off$/, "expected hours such as 20:00-08:30, or off")
    .default("20:00-08:30"),
  PINGS_A_DAY: whole(0, 50).default(5),
  SYNC_SCHEDULE: z.string().default("*/15 * * * *"),
  ANSWER_TIMEOUT_S: whole(1, 600).default(30),
  RENDER_TIMEOUT_S: whole(1, 120).default(10),
  STORE_MEMORY: z
    .string()
    .regex(/^\d+(MB|GB)$/i, "expected a size such as 512MB or 4GB")
    .optional(),
  STORE_THREADS: whole(1, 64).default(2),
  STATE_URL: z
    .url(postgres)
    .regex(/^postgres(ql)?:\/\/[^/]*\/[^/?]+/, postgres)
    .optional(),
  WAREHOUSE_URL: z.url("expected a URL such as http://user:password@localhost:8123").optional(),
  LOG_LEVEL: z
    .enum(["debug", "info", "warn", "error", "silent"], "expected debug, info, warn, error or silent")
    .default("info"),
});
