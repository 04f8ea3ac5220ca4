import type { Incoming, Place } from "#platform.ts";
import type { Errand } from "../answering.ts";
import { type Desk, directPlace, signAt, tellAt } from "../desk.ts";
import { type Errands, errandsOf, option, type SentView, valuesOf } from "../form-view.ts";
import { limits } from "../limits.ts";
import type { Workspace } from "../workspaces.ts";

/** Sent modals: forms, questions in one's own words; and choices that are too many for a menu. */
export function listenToViews(desk: Desk): void {
  const { app, host, workspaces, answering } = desk;

  /** Where the answer goes: where the view was opened, else to the direct message. */
  async function placeOf({ channel, thread, direct }: Errands, workspace: Workspace, user: string): Promise<Place> {
    if (channel === undefined) return directPlace(workspace, user);
    return { channel, private: direct === true, ...(thread === undefined ? {} : { thread }) };
  }

  function begin(
    workspace: Workspace,
    user: string,
    errands: Errands,
    asked: Pick<Incoming, "eventId" | "kind" | "text" | "values">,
  ): void {
    answering.begin({ workspace, user, tell: tellAt(workspace, user) }, async (): Promise<Errand> => {
      const where = await placeOf(errands, workspace, user);
      return { sign: signAt(desk, workspace, { where, user }), incoming: { ...asked, where } };
    });
  }

  app.view(/^parley\.(form|ask)$/, async ({ ack, body, view, context }) => {
    const user = body.user.id;
    const workspace = await workspaces.at(context.teamId);
    const { values, missing } = valuesOf(view as SentView);
    if (missing.length > 0) {
      const said = host.say(answering.localeOf(workspace, user), "form.required");
      return ack({ response_action: "errors", errors: Object.fromEntries(missing.map((name) => [name, said])) });
    }
    await ack();
    const errands = errandsOf(view);
    const eventId = `view:${view.id}:${view.hash}`;
    const { text = "" } = values;
    if (view.callback_id === "parley.ask") return begin(workspace, user, errands, { eventId, kind: "mention", text });
    begin(workspace, user, errands, { eventId, kind: "form", text: errands.command ?? "", values });
  });

  app.options("parley.choices", async ({ ack, body, payload, context }) => {
    const { view } = body;
    const { question = "" } = errandsOf({ private_metadata: view?.private_metadata ?? "" });
    const workspace = await workspaces.at(context.teamId);
    const form = await host.form(question, await workspace.people.find(body.user.id));
    const field = form?.fields.find(({ name }) => name === payload.block_id);
    const typed = payload.value.trim().toLowerCase();
    const found = (field?.choices ?? []).filter(({ label, value }) =>
      [label, value].some((text) => text.toLowerCase().includes(typed)),
    );
    await ack({ options: found.slice(0, limits.options).map(option) });
  });
}
