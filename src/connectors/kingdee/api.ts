import { SourceError } from "#errors.ts";
import { type Api, createApi } from "#http/api.ts";
import type { Answer } from "#http/fault.ts";
import type { Kept, Session } from "#http/session.ts";
import type { Settings } from "./config.ts";
import { recognise } from "./faults.ts";

const services = "/Kingdee.BOS.WebApi.ServicesStub";
/** Chinese: names and messages come in it, whatever language the user has. */
const lcid = 2052;

/** Kingdee's web API in the session of one app; cookies carry it. */
export function openApi(settings: Settings, kept: Kept): Api {
  const { KINGDEE_APP_SECRET: secret, KINGDEE_CALLS_PER_DAY: daily } = settings;
  return createApi({
    ...{ name: "kingdee", baseURL: settings.KINGDEE_URL, secrets: [secret, settings.KINGDEE_APP_ID], recognise },
    // An ERP's database counts before it answers.
    timeoutMs: 120_000,
    limits: { default: { calls: { count: 20, perMs: 1_000 }, concurrency: 2, ...(daily && { daily }) } },
    session: { login: (ask) => login(ask, settings), headers: ({ token }) => ({ cookie: token }), kept },
  });
}

/** Path of a method of the service that knows all forms. */
export function formService(method: "ExecuteBillQuery" | "QueryBusinessInfo"): string {
  return `${services}.DynamicFormService.${method}.common.kdsvc`;
}

async function login(ask: Api["call"], settings: Settings): Promise<Session> {
  const body = {
    ...{ acctId: settings.KINGDEE_ACCT_ID, username: settings.KINGDEE_USERNAME, lcid },
    ...{ appId: settings.KINGDEE_APP_ID, appSecret: settings.KINGDEE_APP_SECRET },
  };
  const path = `${services}.AuthService.LoginByAppSecret.common.kdsvc`;
  const answer = await ask({ method: "POST", path, body });
  const { LoginResultType: result, Message: message } = (answer.body || {}) as LoginResult;
  if (result !== 1) {
    const hint =
      "Check KINGDEE_ACCT_ID, KINGDEE_USERNAME, KINGDEE_APP_ID and KINGDEE_APP_SECRET: the README, Credentials.";
    const why =
      typeof message === "string" ? message.replaceAll(settings.KINGDEE_APP_SECRET, "[secret]") : "no reason given";
    throw new SourceError("kingdee", `the login was refused (${String(result)}): ${why}`, { kind: "auth", hint });
  }
  const token = cookiesOf(answer);
  if (token === "") throw new SourceError("kingdee", "a login gave no cookie", { kind: "schema" });
  return { token };
}

interface LoginResult {
  readonly LoginResultType?: number;
  readonly Message?: unknown;
}

/** The names and values of all cookies that an answer sets. */
function cookiesOf({ headers }: Answer): string {
  const given: unknown = headers["set-cookie"];
  const cookies = (Array.isArray(given) ? given : [given]).filter((cookie) => typeof cookie === "string");
  return cookies.map((cookie) => cookie.split(";")[0]).join("; ");
}
