import { type Asker, inCommon } from "#access/asker.ts";
import { UserError } from "#errors.ts";
import type { Question } from "#question.ts";
import type { Store } from "#store.ts";
import type { Errand } from "./run.ts";
import { fewestShared } from "./small-groups.ts";

/** What is asked for, as far as rows are concerned. */
interface Wish {
  readonly action: string;
  /** For `share`: what everybody who would see it may see. */
  readonly audience?: () => Promise<Pick<Asker, "owners">>;
}

/**
 * Rows that the answer may show: the asker's, and of something shared only what all who see it may see.
 * @throws UserError `share_refused` when they have none in common.
 */
export async function rowsFor(wish: Wish, asker: Asker | null): Promise<readonly number[] | null> {
  if (asker === null) return [];
  if (wish.action !== "share") return asker.owners;
  const audience = await wish.audience?.();
  const { owners } = inCommon([asker, audience === undefined ? null : { ...asker, ...audience }]);
  if (owners !== null && owners.length === 0) {
    throw new UserError("share_refused", "access.share_refused", { hint: "access.share_refused_hint" });
  }
  return owners;
}

/**
 * Refuses to share what filters narrow to so few customers that their sums are theirs alone.
 * @throws UserError `share_refused`.
 */
export async function demandMany({ filters }: Question, { owners, deadline }: Errand, store: Store): Promise<void> {
  const view = store.view({ owners, filters, by: [], deadline });
  if (!view.has("accounts") || !view.covers("accounts")) return;
  const [found] = await view.select("SELECT count(*) AS n FROM accounts", {}, { n: "integer" });
  if (found !== undefined && found.n > 0 && found.n < fewestShared) {
    throw new UserError("share_refused", "access.share_small", { hint: "access.share_refused_hint" });
  }
}
