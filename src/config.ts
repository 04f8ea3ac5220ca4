import { existsSync } from "node:fs";
import { totalmem } from "node:os";
import { resolve } from "node:path";
import type { z } from "zod";
import type { Calendar } from "./calendar.ts";
import { UserError } from "./errors.ts";
import type { Locale } from "./messages.ts";
import { variables } from "./variables.ts";

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
  if (crm === "demo") return { zone: "Asia/Shanghai", currency: "CNY", memory: "144MB" };
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
