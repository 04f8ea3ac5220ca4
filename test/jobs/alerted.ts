import { type Asker, recognise } from "#access/asker.ts";
import { type Owner, readOwners } from "#access/directory.ts";
import { edition } from "#delivery/edition.ts";
import { openCase } from "#delivery/open-case.ts";
import type { Locale } from "#messages.ts";
import job from "../../jobs/churn-alert.ts";
import { demoNow, demoParley } from "../demo-company.ts";

const rules = { access: "tree", administrators: [], fictional: false } as const;

/** A demo company with those whom churn alerts speak to: the representative with most of them, the manager, and another's representative. */
export async function openAlerted() {
  const demo = await demoParley();
  const owners = await readOwners(demo.parley.parts.store);
  const askerOf = (owner: Owner): Asker => recognise({ id: owner.id, email: owner.email ?? "" }, "test", owners, rules);

  /** What the job says to a person at an instant. */
  function pings(owner: Owner, { at = demoNow, locale = "en" as Locale, company = demo } = {}) {
    const user = { platform: "test", userId: owner.id };
    return edition(job, {}, at, { asker: askerOf(owner), user, locale }, company.parley.parts);
  }

  /** What somebody answers. */
  async function answer(owner: Owner, text: string, locale: Locale = "en") {
    const asked = { text, action: "ask" as const, locale, platform: "test", userId: owner.id, place: owner.id };
    const { answer: said } = await demo.parley.dispatch({
      ...{ ...asked, shared: false, forms: true, draw: false },
      identify: async () => askerOf(owner),
    });
    return said;
  }

  /** Opens the case of a ping as if it had been sent. */
  async function send(owner: Owner, at: Date, which = 0) {
    const { state } = demo.parley.parts;
    const said = (await pings(owner, { at })).map((one) => one.said).filter(({ opens }) => opens && !opens.reminds)[
      which
    ];
    if (said?.opens === undefined) throw new Error("the demo company has customers at risk");
    const about = { owner: owner.id, band: said.band ?? 0, atStake: said.atStake ?? 0, at };
    await openCase(state, said.opens, about);
    const { account } = said.opens;
    const [row] = await state.rows<{ id: string }>(
      "SELECT id FROM cases WHERE account = $1 ORDER BY opened_at DESC, id",
      [account],
    );
    return { account, id: row?.id ?? "", about, opens: said.opens };
  }

  const managers = new Set(owners.map(({ managerKey }) => managerKey));
  const reps = owners.filter(({ key, active, managerKey }) => active && managerKey !== null && !managers.has(key));
  const found: { owner: Owner; pings: number }[] = [];
  for (const owner of reps.slice(0, 4)) found.push({ owner, pings: (await pings(owner)).length });
  found.sort((a, b) => b.pings - a.pings);
  const rep = found[0]?.owner as Owner;
  const other = reps.find(({ key, managerKey }) => key !== rep.key && managerKey !== rep.managerKey) as Owner;
  const boss = owners.find(({ key }) => key === rep.managerKey) as Owner;
  return { demo, rep, boss, other, pings, answer, send };
}
