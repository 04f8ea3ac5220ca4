/** A message that people see. */
export interface Posted {
  readonly channel: string;
  readonly ts: string;
  readonly thread: string | null;
  readonly onlyFor: string | null;
  text: string;
  blocks: readonly Record<string, any>[];
  readonly files: readonly string[];
  /** Parts of Slack's limits that it broke: none, as such a message is refused. */
  readonly broken: readonly string[];
}

/** A modal in front of somebody, or somebody's App Home. */
export interface OpenView {
  readonly id: string;
  readonly user: string;
  readonly hash: string;
  readonly view: Record<string, any>;
}

/** What is before people's eyes: kept from the calls that were carried out. */
export function createBoard() {
  const messages: Posted[] = [];
  const modals: OpenView[] = [];
  const homes = new Map<string, Record<string, any>>();
  const statuses = new Map<string, string>();
  const uploads = new Map<string, Uint8Array>();
  const files = new Map<string, { png: Uint8Array | undefined; alt: string | null; name: string }>();
  const triggers = new Map<string, { user: string; expired: boolean }>();
  let views = 0;

  return {
    messages,
    modals,
    homes,
    statuses,
    uploads,
    files,
    triggers,
    /** A call that the Web API did, with what it answered. */
    done(method: string, body: Record<string, any>, result: Record<string, any>): void {
      if (result.ok !== true) return;
      const where = { channel: body.channel ?? body.channel_id, thread: body.thread_ts ?? null };
      const said = { text: body.text ?? "", blocks: body.blocks ?? [], broken: [] };
      if (method === "chat.postMessage")
        messages.push({ ...where, ...said, channel: result.channel, ts: result.ts, onlyFor: null, files: [] });
      else if (method === "chat.postEphemeral")
        messages.push({ ...where, ...said, ts: result.message_ts, onlyFor: body.user, files: [] });
      else if (method === "files.completeUploadExternal" && body.channel_id) {
        const ids = body.files.map((file: { id: string }) => file.id);
        messages.push({ ...where, ...said, ts: `file.${ids[0]}`, onlyFor: null, files: ids });
      } else if (method === "chat.update") {
        const found = messages.find(({ channel, ts }) => channel === body.channel && ts === body.ts);
        if (found) Object.assign(found, { text: body.text ?? "", blocks: body.blocks ?? [] });
      } else if (method === "chat.delete") {
        const at = messages.findIndex(({ channel, ts }) => channel === body.channel && ts === body.ts);
        if (at >= 0) messages.splice(at, 1);
      }
    },
    /** Methods that the emulated Web API lacks, or keeps too strictly. Undefined for all others. */
    own(method: string, body: Record<string, any>): Record<string, any> | undefined {
      if (method === "views.publish") {
        homes.set(body.user_id, body.view);
        return { ok: true, view: { id: `V${++views}`, ...body.view } };
      }
      if (method === "views.open") {
        const trigger = triggers.get(body.trigger_id);
        if (trigger === undefined) return { ok: false, error: "invalid_trigger_id" };
        if (trigger.expired) return { ok: false, error: "expired_trigger_id" };
        trigger.expired = true;
        const opened = { id: `V${++views}`, user: trigger.user, hash: `h${views}`, view: body.view };
        modals.push(opened);
        return { ok: true, view: { id: opened.id, hash: opened.hash, ...body.view } };
      }
      if (method === "assistant.threads.setStatus") {
        const key = `${body.channel_id}/${body.thread_ts}`;
        if (body.status === "") statuses.delete(key);
        else statuses.set(key, body.status);
        return { ok: true };
      }
      return method.startsWith("assistant.threads.") ? { ok: true } : undefined;
    },
  };
}
