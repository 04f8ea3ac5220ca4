import type { Page, RowMapping } from "#connector.ts";
import type { Api } from "#http/api.ts";

interface Owner {
  readonly id: string;
  readonly firstName?: string;
  readonly lastName?: string;
  readonly email?: string;
  readonly teams?: readonly { readonly name: string; readonly primary?: boolean }[];
}

/** Users who own records; those who left stay, as inactive, because their deals do. */
export async function* readOwners(api: Api, { row }: RowMapping): AsyncGenerator<Page> {
  for (const archived of ["false", "true"]) {
    let after: string | undefined;
    do {
      const answer = await api.call({ path: "/crm/v3/owners", query: { limit: 100, archived, after } });
      const { results, paging } = answer.body as { results: Owner[]; paging?: { next?: { after: string } } };
      yield { table: "owners", rows: results.map((owner) => row(recordOf(owner))), next: null };
      after = paging?.next?.after;
    } while (after !== undefined);
  }
}

function recordOf(owner: Owner): Readonly<Record<string, unknown>> {
  const name = [owner.firstName, owner.lastName].filter(Boolean).join(" ") || owner.email;
  const team = (owner.teams?.find(({ primary }) => primary) ?? owner.teams?.[0])?.name;
  return { ...owner, name, team };
}
