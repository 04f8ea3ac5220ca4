import { existsSync } from "node:fs";
import { totalmem } from "node:os";
import { resolve } from "node:path";
import { z } from "zod";
import type { Calendar } from "./calendar.ts";
import { UserError } from "./errors.ts";
import type { Locale } from "./messages.ts";

/** The raw environment, `.env` included; the only thing units read their own variables from. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The process environment, completed from `.env` in the working directory: what is set outside beats the file.
 * Empty variables count as unset, so that `.env` may list them all.
 */
export function readEnvironment(): Environment {
  if (existsSync(".env")) process.loadEnvFile(".env");
  return Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== undefined && value !== ""));
}

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

export interface Config {
  readonly dataDir: string;
  readonly crm: string;
  /** A `mapping.yaml` for CRMs that are read over an interface. */
  readonly mappingFile: string | null;
  readonly calendar: Omit<Calendar, "seasons">;
  readonly companyFile: string | null;
  readonly currency: string;
  readonly locale: Locale;
  readonly access: "tree" | "open";
  readonly administrators: readonly string[];
  readonly poolVisible: boolean;
  /** Are names of pool accounts masked for all but administrators? */
  readonly poolMasked: boolean;
  readonly rosterFile: string | null;
  readonly mail: { readonly url: string | null; readonly from: string };
  readonly secretKey: string | null;
  readonly prefix: string;
  /** An endpoint that reads what the parser is unsure of; null where there is none. */
  readonly languageModel: {
    readonly url: string;
    readonly key: string | null;
    readonly model: string;
    readonly timeoutMs: number;
  } | null;
  readonly deliver: readonly string[];
  /** Local hours at which nobody is interrupted; null where there are none. */
  readonly quiet: { readonly from: string; readonly to: string } | null;
  /** Most pings a person a day. */
  readonly pingsADay: number;
  readonly syncSchedule: string;
  readonly answerTimeoutMs: number;
  readonly renderTimeoutMs: number;
  readonly storeMemory: string;
  readonly storeThreads: number;
  /** A PostgreSQL database in place of the state's file. */
  readonly stateUrl: string | null;
  readonly warehouseUrl: string | null;
  readonly logLevel: "debug" | "info" | "warn" | "error" | "silent";
}

/**
 * Checks a group of variables against its schema.
 * @throws UserError `configuration` that lists every problem with its variable, what was expected, and where to mend it.
 */
export function readVariables<Schema extends z.ZodObject>(schema: Schema, environment: Environment): z.output<Schema> {
  const own = Object.fromEntries(Object.keys(schema.shape).map((name) => [name, environment[name]]));
  const parsed = schema.safeParse(own);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0] ?? "");
    const missing = own[name] === undefined;
    const expected = issue.message.startsWith("Invalid input") ? "expected a value" : issue.message;
    return missing ? `${name} is not set: ${expected}` : `${name}: ${issue.message}`;
  });
  throw new UserError("configuration", `The configuration is not complete:\n  ${problems.join("\n  ")}`, {
    hint: "Set these in .env or in the environment; .env.example describes each of them.",
  });
}

/** The demo company is small, and Chinese; other sources start from neutral settings and may be of any size. */
function defaultsOf(crm: string): { zone: string; currency: string; memory: string } {
  if (crm === "demo") return { zone: "Asia/Shanghai", currency: "CNY", memory: "128MB" };
  return {
    zone: "UTC",
    currency: "USD",
    memory: `${Math.min(560, Math.max(192, Math.floor(totalmem() / 4 / 2 ** 20)))}MB`,
  };
}

/**
 * The fictional company shows everything that Parley says unasked. A real one decides for itself who is spoken to; its
 * administrators hear of what went wrong.
 */
function deliveredByDefault(crm: string, environment: Environment): string[] {
  const digest = environment.PLAYGROUND === "off" ? [] : ["weekly-digest@playground:#management"];
  return [crm === "demo" ? "standing" : "health-report", ...digest];
}

/** Parley's own configuration. Throws as `readVariables` does. */
export function readConfig(environment: Environment): Config {
  const read = readVariables(variables, environment);
  if (read.STATE_URL !== undefined && read.SECRET_KEY === undefined) {
    throw new UserError(
      "configuration",
      "STATE_URL is set, but SECRET_KEY is not: whoever shares a state shares its key",
      {
        hint: "Set SECRET_KEY to the same 16 characters or more for every process; openssl rand -hex 32 prints some.",
      },
    );
  }
  const defaults = defaultsOf(read.CRM);
  return {
    dataDir: resolve(read.DATA_DIR),
    crm: read.CRM,
    mappingFile: read.CRM_MAPPING ?? null,
    calendar: {
      zone: read.BUSINESS_TIMEZONE ?? defaults.zone,
      weekStart: read.WEEK_START,
      fiscalYearStart: read.FISCAL_YEAR_START,
    },
    companyFile: read.COMPANY_FILE ?? null,
    currency: read.REPORTING_CURRENCY ?? defaults.currency,
    locale: read.DEFAULT_LOCALE,
    access: read.ACCESS,
    administrators: read.ADMINS,
    poolVisible: read.POOL === "everyone",
    poolMasked: read.POOL_NAMES === "masked",
    rosterFile: read.ROSTER_FILE ?? null,
    mail: { url: read.SMTP_URL ?? null, from: read.MAIL_FROM ?? "Parley <parley@localhost>" },
    secretKey: read.SECRET_KEY ?? null,
    prefix: read.COMMAND_PREFIX,
    languageModel:
      read.LANGUAGE_MODEL_URL === undefined
        ? null
        : {
            url: read.LANGUAGE_MODEL_URL,
            key: read.LANGUAGE_MODEL_KEY ?? null,
            model: read.LANGUAGE_MODEL_NAME,
            timeoutMs: read.LANGUAGE_MODEL_TIMEOUT * 1000,
          },
    deliver: read.DELIVER ?? deliveredByDefault(read.CRM, environment),
    quiet: read.QUIET_HOURS === "off" ? null : { from: read.QUIET_HOURS.slice(0, 5), to: read.QUIET_HOURS.slice(6) },
    pingsADay: read.PINGS_A_DAY,
    syncSchedule: read.SYNC_SCHEDULE,
    answerTimeoutMs: read.ANSWER_TIMEOUT_S * 1000,
    renderTimeoutMs: read.RENDER_TIMEOUT_S * 1000,
    storeMemory: read.STORE_MEMORY ?? defaults.memory,
    storeThreads: read.STORE_THREADS,
    stateUrl: read.STATE_URL ?? null,
    warehouseUrl: read.WAREHOUSE_URL ?? null,
    logLevel: read.LOG_LEVEL,
  };
}
