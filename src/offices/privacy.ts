import type { Erasure, PrivacyRequests, Subject } from "#office.ts";
import { forgetMerges } from "#store/state/account-merges.ts";
import { allowProfiling, keepMarks, type PrivacyMark, privacyMarks, pseudonym } from "#store/state/privacy-marks.ts";
import type { Landing, State, Store } from "#store.ts";
import { applyPrivacy } from "#sync/privacy.ts";
import { cellsLeft, erasableRows, type Family, familyOf, holdingsOf, peopleCalled } from "./held.ts";
import { countMentions, eraseMentions, mentions } from "./mentions.ts";

/** What serving requests about people's data needs. */
export interface PrivacyParts {
  readonly store: Store;
  readonly state: State;
  /** Name of the source system. */
  readonly source: string;
  readonly pepper: string;
  /** Forgets what was learned, and removes scratch files. */
  readonly forget: () => Promise<void>;
  readonly clock: () => Date;
}

/** Thrown to undo a load that only looked. */
class Looked extends Error {}

const correctable: Readonly<Record<Subject["table"], readonly string[]>> = {
  accounts: ["name", "phone", "email", "address", "gender", "city"],
  contacts: ["name", "phone", "email", "title"],
  leads: ["name"],
};

/** Serves requests about people's data in the name of `who`; `taken` is told of each change of the data. */
export function createPrivacyRequests(parts: PrivacyParts, who: string, taken: () => void): PrivacyRequests {
  const { store, state, source, pepper, forget, clock } = parts;

  /** Reads the raw tables as they are, with rows that no question sees. */
  async function look<Found>(work: (landing: Landing) => Promise<Found>): Promise<Found> {
    let found: Found | undefined;
    await store
      .load({ source, fingerprint: store.fingerprint() }, async (landing) => {
        found = await work(landing);
        throw new Looked();
      })
      .catch((error: unknown) => {
        if (!(error instanceof Looked)) throw error;
      });
    return found as Found;
  }

  /** Applies all that is decided; the data are as old as before, a moment more, so that what was learned is learned anew. */
  async function apply(): Promise<void> {
    taken();
    const before = store.freshness()?.syncedAt.getTime();
    const syncedAt = before === undefined ? {} : { syncedAt: new Date(before + 1) };
    const marks = await privacyMarks(state, source);
    await store.load({ source, fingerprint: store.fingerprint(), ...syncedAt }, (landing) =>
      applyPrivacy(landing, marks, pepper),
    );
    await forget();
  }

  const family = (subject: Subject): Promise<Family> => look((landing) => familyOf(landing, subject));
  const pseudonyms = ({ table, externalIds }: Family): string[] =>
    externalIds.map((externalId) => pseudonym(pepper, table, externalId));
  const keep = (marks: readonly PrivacyMark[]): Promise<void> =>
    keepMarks(state, source, marks, { by: who, at: clock() });

  async function erasable(of: Family): Promise<Erasure[]> {
    return [...(await look((landing) => erasableRows(landing, of))), ...(await countMentions(state, of.named))];
  }

  return {
    alias: ({ table, id }) => `person-${pseudonym(pepper, table, id).slice(0, 12)}`,
    correctable: ({ table }) => correctable[table],
    find: (person) => look((landing) => peopleCalled(landing, person.trim())),
    async holdings(subject) {
      const of = await family(subject);
      return [...(await look((landing) => holdingsOf(landing, of))), ...(await mentions(state, of.named))];
    },
    erasable: async (subject) => erasable(await family(subject)),
    async erase(subject) {
      const of = await family(subject);
      const erased = await erasable(of);
      // The marks first: whatever fails afterwards is made good by the next load.
      await keep(pseudonyms(of).map((name) => ({ kind: "erase", pseudonym: name, field: of.table, value: null })));
      if (of.table === "accounts") await forgetMerges(state, source, of.externalIds);
      await eraseMentions(state, of.named);
      await apply();
      const [left, said] = [await look((landing) => cellsLeft(landing, of)), await countMentions(state, of.named)];
      return { erased, left: left + said.reduce((sum, { entries }) => sum + entries, 0) };
    },
    async correct(subject, column, value) {
      const of = await family({ ...subject });
      const [name] = pseudonyms({ ...of, externalIds: [subject.id] });
      await keep([{ kind: "correct", pseudonym: name ?? "", field: `${of.table}.${column}`, value }]);
      await apply();
    },
    async profiling(subject, allowed) {
      const names = pseudonyms(await family(subject));
      if (allowed) await allowProfiling(state, source, names);
      else await keep(names.map((one) => ({ kind: "no_profiling", pseudonym: one, field: "accounts", value: null })));
      await apply();
    },
  };
}
