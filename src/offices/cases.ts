import { randomBytes } from "node:crypto";
import { type AccessRules, type Asker, recognise } from "#access/asker.ts";
import { audit } from "#access/audit.ts";
import type { Directory, Owner } from "#access/directory.ts";
import type { ChatUser } from "#access/links.ts";
import type { Case, Cases, CaseTerms } from "#case.ts";
import type { Source } from "#connector.ts";
import { SourceError, UserError } from "#errors.ts";
import type { State, Store } from "#store.ts";
import { caseOf } from "./case-rows.ts";

/** What answering pings needs. */
export interface CasesParts {
  readonly store: Store;
  readonly state: State;
  readonly directory: Directory;
  readonly rules: AccessRules;
  readonly caseTerms: CaseTerms;
  /** Opens the CRM afresh. */
  readonly openSource: () => Promise<Source>;
  /** Working days from one instant to another. */
  readonly workingDays: (from: Date, to: Date) => number;
  readonly clock: () => Date;
}

const dayMs = 86_400_000;
/** Days in which a task is to be done. */
const taskDays = 3;

/** The cases that an asker may see and answer: those of accounts that they may see. */
export function createCases(parts: CasesParts, user: ChatUser, asker: Asker | null): Cases {
  const { store, state, directory, rules, caseTerms: terms, openSource, workingDays, clock } = parts;
  const by = asker?.owner?.id ?? `${user.platform}:${user.userId}`;

  /** Those of some accounts that may be seen, with whose they are now; pool accounts are nobody's to answer for. */
  async function seen(accounts: readonly string[]): Promise<ReadonlyMap<string, number>> {
    if (asker === null || accounts.length === 0) return new Map();
    const rows = await store
      .view({ owners: asker.owners, filters: [], by: [] })
      .select(
        "SELECT external_id AS account, owner_id AS holder FROM accounts WHERE owner_id IS NOT NULL AND external_id IN (SELECT unnest($accounts))",
        { accounts },
        { account: "text", holder: "integer" },
      );
    return new Map(rows.map(({ account, holder }) => [account, holder]));
  }

  async function list({ open = false, account }: Parameters<Cases["list"]>[0] = {}): Promise<Case[]> {
    const rows = await state.rows<Record<string, unknown>>(
      `SELECT * FROM cases WHERE ($1 = '' OR account = $1) AND (NOT $2 OR state IN ('open', 'taken', 'snoozed', 'reassigned'))
       ORDER BY opened_at DESC, id`,
      [account ?? "", open],
    );
    const cases = rows.map(caseOf);
    const visible = await seen([...new Set(cases.map((one) => one.account))]);
    return cases.filter((one) => visible.has(one.account));
  }

  /** The newest that somebody was told of. */
  async function newest(account: string): Promise<Case | null> {
    return (await list({ account })).find((one) => one.state !== "held_out") ?? null;
  }

  type Change = Partial<Pick<Case, "state" | "reason" | "until" | "task" | "owner">>;
  async function change(one: Case, { state: to = one.state, ...to_ }: Change): Promise<Case> {
    const answered = to !== "open";
    const { reason = one.reason, until = one.until, task = one.task, owner = one.owner } = to_;
    await state.run(
      `UPDATE cases SET state = $2, reason = $3, until = $4, task = $5, owner = $6, answered_by = $7,
         answered_at = CASE WHEN $8 THEN coalesce(answered_at, $9) ELSE NULL END WHERE id = $1`,
      [one.id, to, reason, until, task, owner, answered ? by : null, answered, clock()],
    );
    const [row] = await state.rows<Record<string, unknown>>("SELECT * FROM cases WHERE id = $1", [one.id]);
    return caseOf(row ?? {});
  }

  /** Writes to the CRM are in the audit log, whoever asked for them. */
  async function written(what: string, work: () => Promise<string>): Promise<string> {
    const started = performance.now();
    const note = (text: string, outcome: "answered" | "failed") =>
      audit(state, {
        ...{ id: randomBytes(5).toString("hex"), at: clock(), platform: user.platform, userId: user.userId, text },
        ...{ ownerId: asker?.owner?.id ?? null, place: "crm", action: "write", command: what, outcome, code: null },
        ms: performance.now() - started,
      });
    try {
      const id = await work();
      await note(`${what} ${id}`, "answered");
      return id;
    } catch (error) {
      await note(what, "failed");
      throw error;
    }
  }

  async function withSource<T>(work: (source: Source) => Promise<T>): Promise<T> {
    const source = await openSource();
    try {
      return await work(source);
    } finally {
      await source.close();
    }
  }

  /** Removes the task that an answer wrote, where there is one. */
  async function removeTask({ task }: Case): Promise<void> {
    if (task === null) return;
    await withSource(async (source) => {
      const { undoTask } = source;
      if (undoTask === undefined) throw new SourceError("crm", `task ${task} cannot be taken back here`);
      await written(`undo task ${task}`, async () => {
        await undoTask(task);
        return "";
      });
    });
  }

  async function person(named: string, account: number): Promise<Owner> {
    const owners = await directory.owners();
    const wanted = named.trim().toLowerCase();
    const meant = owners.filter(
      ({ active, id, name, email }) =>
        active && (id.toLowerCase() === wanted || name.toLowerCase() === wanted || email === wanted),
    );
    const [found, ...others] = meant;
    if (found === undefined) throw new UserError("no_owner", "cases.no_person", { hint: "cases.no_person_hint" });
    if (others.length > 0) throw new UserError("ambiguous", "cases.persons", { hint: "cases.persons_hint" });
    const platform = "crm";
    const { owners: rows } = recognise({ id: found.id, email: found.email ?? "" }, platform, owners, rules, [found.id]);
    if (rows !== null && !rows.includes(account)) {
      throw new UserError("forbidden", "cases.not_theirs", { hint: "cases.not_theirs_hint" });
    }
    return found;
  }

  return {
    terms,
    list,
    workingDays,
    everybodys: async () =>
      (await state.rows<Record<string, unknown>>("SELECT * FROM cases ORDER BY opened_at, id")).map(caseOf),
    async managerOf(account) {
      const holder = (await seen([account])).get(account);
      const owners = await directory.owners();
      const above = owners.find(({ key }) => key === holder)?.managerKey ?? null;
      const found = owners.find(({ key, active }) => active && key === above);
      return found === undefined ? null : { id: found.id, name: found.name };
    },
    async take(account, title) {
      const one = await newest(account);
      if (one === null) return null;
      if (one.state === "taken") return { case: one, task: one.task };
      // Whoever comes first writes the task: a second press finds the case taken.
      const claimed = await state.rows(
        "UPDATE cases SET state = 'taken', until = NULL WHERE id = $1 AND state <> 'taken' RETURNING id",
        [one.id],
      );
      if (claimed.length === 0) return { case: one, task: one.task };
      const due = new Date(clock().getTime() + taskDays * dayMs).toISOString().slice(0, 10);
      const task = await withSource(async (source) => {
        const { createTask } = source;
        if (createTask === undefined) return null;
        return written("create task", () => createTask({ accountId: account, ownerId: one.owner, title, due }));
      }).catch(async (error: unknown) => {
        await change(one, { state: one.state, until: one.until });
        throw error;
      });
      return { case: await change(one, { state: "taken", until: null, task }), task };
    },
    async undo(account) {
      const one = await newest(account);
      if (one === null) return null;
      await removeTask(one);
      const owner = one.state === "reassigned" && one.reason !== null ? one.reason : one.owner;
      return change(one, { state: "open", reason: null, until: null, task: null, owner });
    },
    async snooze(account, days) {
      const one = await newest(account);
      return one && change(one, { state: "snoozed", until: new Date(clock().getTime() + days * dayMs) });
    },
    async dismiss(account, reason) {
      const one = await newest(account);
      if (one === null) return null;
      await removeTask(one);
      return change(one, { state: "dismissed", reason: reason.slice(0, 500), until: null, task: null });
    },
    async reassign(account, to) {
      const one = await newest(account);
      if (one === null) return null;
      const holder = (await seen([account])).get(account);
      if (holder === undefined) return null;
      const { id } = await person(to, holder);
      await removeTask(one);
      return change(one, { state: "reassigned", owner: id, reason: one.owner, until: null, task: null });
    },
  };
}
