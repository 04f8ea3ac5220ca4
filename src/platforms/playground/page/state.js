/** What the server said, and what is on screen. */
export const state = {
  persona: null,
  locale: null,
  personas: [],
  rooms: [],
  commands: [],
  previews: false,
  room: null,
  messages: [],
  ratings: {},
  home: null,
};

export const roomOf = (id) => state.rooms.find((room) => room.id === id);
export const ownRoom = () => state.rooms.find((room) => room.kind === "direct").id;
export const repliesOf = (message) => state.messages.filter((other) => other.thread === message.id).length;
