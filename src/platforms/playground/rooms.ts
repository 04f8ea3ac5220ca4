import type { Host, Person } from "#platform.ts";
import type { Room } from "./protocol.ts";

export const INBOX = "inbox";
const DIRECT = "direct:";

/** Who can be played and where one can talk. */
export interface Cast {
  readonly personas: readonly [Person, ...Person[]];
  /** Ids with their `#`. */
  readonly channels: readonly string[];
}

/** A host's personas → people, and channels: those whose id begins with `#`, else two that every sales team has. */
export async function readCast(host: Host): Promise<Cast> {
  const all = await host.personas();
  const people = all.filter((person) => !person.id.startsWith("#"));
  const channels = all.map((person) => person.id).filter((id) => id.startsWith("#"));
  const [first = { id: "guest", name: "Guest" }, ...rest] = people;
  return { personas: [first, ...rest], channels: channels.length > 0 ? channels : ["#sales", "#management"] };
}

export function directRoom(persona: string): string {
  return `${DIRECT}${persona}`;
}

/** Rooms that a persona may enter; nobody enters another's direct messages. */
export function roomsOf(cast: Cast, persona: string, unread: (room: string) => number): readonly Room[] {
  const room = (id: string, kind: Room["kind"], name: string): Room => ({ id, kind, name, unread: unread(id) });
  return [
    ...cast.channels.map((channel) => room(channel, "channel", channel.slice(1))),
    room(directRoom(persona), "direct", "Parley"),
    room(INBOX, "inbox", "Inbox"),
  ];
}

/** Whose direct messages are these? Null for rooms of everybody. */
export function ownerOf(room: string): string | null {
  return room.startsWith(DIRECT) ? room.slice(DIRECT.length) : null;
}

export function mayEnter(cast: Cast, persona: string, room: string): boolean {
  return room === INBOX || room === directRoom(persona) || cast.channels.includes(room);
}
