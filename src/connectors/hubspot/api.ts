import { type Api, createApi } from "#http/api.ts";
import type { Answer, Fault } from "#http/fault.ts";

/** Error bodies of every HubSpot endpoint, as far as they are read. */
interface Complaint {
  readonly policyName?: string;
  readonly message?: string;
  readonly errors?: readonly { readonly context?: { readonly requiredGranularScopes?: readonly string[] } }[];
}

interface Settings {
  readonly HUBSPOT_URL: string;
  readonly HUBSPOT_TOKEN: string;
  readonly HUBSPOT_SEARCHES_PER_SECOND: number;
}

/** HubSpot's API within its limits: 100 calls in 10 seconds, and few searches, which the whole account shares. */
export function openApi({ HUBSPOT_URL, HUBSPOT_TOKEN, HUBSPOT_SEARCHES_PER_SECOND: searches }: Settings): Api {
  return createApi({
    ...{ name: "hubspot", baseURL: HUBSPOT_URL, secrets: [HUBSPOT_TOKEN], recognise },
    headers: { authorization: `Bearer ${HUBSPOT_TOKEN}` },
    limits: {
      default: { calls: { count: 100, perMs: 10_000 }, concurrency: 4 },
      search: { calls: { count: Math.max(1, searches), perMs: Math.max(1000, 1000 / searches) } },
    },
  });
}

function recognise({ status, body }: Answer): Fault | undefined {
  const { policyName = "", message = "", errors } = body as Complaint;
  // The daily allowance is spent until midnight; the other policies are of seconds.
  if (status === 429 && policyName === "DAILY") return { kind: "quota", message: "the daily allowance is spent" };
  if (status === 403) {
    const scopes = errors?.flatMap(({ context }) => context?.requiredGranularScopes ?? []) ?? [];
    return { kind: "permission", message: scopes.length > 0 ? `lacks the scope ${scopes.join(" or ")}` : message };
  }
  if (status >= 400 && status < 500 && ![401, 408, 429].includes(status)) {
    return { kind: "bad_request", message: `${status} ${message}`.trim() };
  }
  return undefined;
}
