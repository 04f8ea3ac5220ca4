import { announce, announceMessage, banner } from "./banner.js";
import { drawBeginning } from "./beginning.js";
import { createComposer } from "./composer.js";
import { byId, element } from "./element.js";
import { createList } from "./list.js";
import { createPanel } from "./panel.js";
import { closeDrawer, drawRail, startRail } from "./rail.js";
import { connect } from "./socket.js";
import { ownRoom, repliesOf, roomOf, state } from "./state.js";
import { paintTheme, startTheme } from "./theme.js";
import { say, speak } from "./words.js";
import { chooseChannel } from "./zoom.js";

const narrow = matchMedia("(max-width: 820px)");
/** Questions under way by id. */
const progress = new Map();
const list = createList(byId("scroll"), byId("messages"));
const panel = createPanel();
let composer = null;
/** Thread to show once its room has arrived. */
let wantedThread = null;
/** The list in which the form that was asked for is to open. */
let formList = list;
let broken = false;

function hello(changed = {}) {
  for (const [name, value] of Object.entries(changed)) localStorage.setItem(name, value);
  const stored = (name) => localStorage.getItem(name) ?? undefined;
  const browser = ["en", "zh"].find((language) => navigator.language.startsWith(language));
  socket.send({ type: "hello", persona: stored("persona"), locale: stored("locale"), browser });
}

function work(note) {
  const here = [...progress.values()].filter(({ room }) => room === state.room);
  list.work(here.filter(({ thread }) => thread === null));
  panel.work(here.filter(({ thread }) => thread !== null && thread === panel.thread()?.id));
  if (note !== undefined) announce(note);
}

/** Sends a question and shows at once that it is under way. */
function begin(event, thread) {
  const id = crypto.randomUUID();
  progress.set(id, { id, room: event.to ?? event.room, thread, note: say("working") });
  socket.send({ ...event, id });
  work(say("working"));
}

const ask = (text) => begin({ type: "ask", room: state.room, text }, null);

/** `within` is the list that shows the message. */
function press(message, button, within = list) {
  const room = message.room === "inbox" ? (message.origin?.room ?? ownRoom()) : message.room;
  const origin = message.origin?.message ?? message.id;
  const event = { type: "press", room, message: origin, action: button.action, value: button.value };
  if (button.action === "edit") {
    if (room !== state.room) go(room, message.thread);
    formList = within;
    return socket.send({ type: "form", room, message: origin, text: button.value });
  }
  const root = message.thread ?? origin;
  const thread = button.action === "explain" ? root : message.thread;
  if (button.action === "share" && roomOf(room)?.kind !== "channel") {
    const channels = state.rooms.filter(({ kind }) => kind === "channel").map(({ id }) => id);
    chooseChannel(channels, (to) => begin({ ...event, to }, null));
    return;
  }
  if (room !== state.room) go(room, thread);
  else if (button.action === "explain" && panel.thread()?.id !== root) openThread(root);
  begin(event, button.action === "share" ? null : thread);
}

function submit(message, form, values) {
  const event = { type: "submit", room: message.room, message: message.id, command: form.command, values };
  begin(event, message.thread);
}

function openThread(id) {
  const root = state.messages.find((message) => message.id === id);
  if (root === undefined) return;
  const messages = [root, ...state.messages.filter((message) => message.thread === id)];
  const followUp = (text) => begin({ type: "ask", room: root.room, thread: id, text }, id);
  panel.showThread(root, messages, threadHandlers(), state.commands, followUp);
  work();
}

function openPayloads(message) {
  panel.awaitPayloads(message);
  socket.send({ type: "payloads", room: message.room, message: message.id });
}

function handlers() {
  const inbox = roomOf(state.room).kind === "inbox";
  const direct = roomOf(state.room).kind === "direct";
  return {
    ...threadHandlers(),
    press: (message, button) => press(message, button),
    go,
    edit: (command) => (inbox ? go(ownRoom(), null, command) : composer.edit(command)),
    thread: inbox ? null : ({ id }) => openThread(id),
    // In channels the answer itself has the button; here it has to be asked where to.
    share: direct ? (message) => press(message, { action: "share", value: message.card.command }) : null,
  };
}

const threadHandlers = () => ({
  press: (message, button) => press(message, button, panel.list()),
  submit,
  payloads: state.previews ? openPayloads : null,
  rate: (message, good) => socket.send({ type: "rate", room: message.room, message: message.id, good }),
  rating: (message) => state.ratings[message.id],
});

function drawRoom() {
  const room = roomOf(state.room);
  const roots = state.messages.filter((message) => message.thread === null);
  list.fill(roots, handlers(), repliesOf);
  const empty = roots.length === 0;
  byId("welcome").replaceChildren(...(empty ? [drawBeginning(room.kind, state.home, state.commands, ask)] : []));
  work();
}

function drawFrame() {
  const room = roomOf(state.room);
  const topics = { channel: "topicChannel", direct: "topicDirect", inbox: "topicInbox" };
  byId("room-name").textContent = room.kind === "channel" ? room.id : room.kind === "inbox" ? say("inbox") : room.name;
  byId("room-topic").textContent = say(topics[room.kind]);
  drawRail(state, go);
  const draft = composer?.text() ?? "";
  composer = createComposer({ commands: state.commands, ask, placeholder: "placeholder", inputId: "question" });
  byId("composer").replaceChildren(
    room.kind === "inbox" ? element("p", { class: "inbox-hint", id: "question" }, say("inboxHint")) : composer.root,
  );
  if (draft !== "") composer.edit(draft);
}

/** Enters a room; `thread` is opened when it has arrived, `draft` put into the question box. */
function go(id, thread = null, draft = "") {
  panel.close();
  closeDrawer();
  state.room = id;
  Object.assign(state, { messages: [], ratings: {}, home: null });
  sessionStorage.setItem("room", id);
  roomOf(id).unread = 0;
  wantedThread = thread;
  drawFrame();
  drawRoom();
  byId("welcome").replaceChildren();
  socket.send({ type: "open", room: id });
  if (draft !== "") composer.edit(draft);
  else if (!narrow.matches) (roomOf(id).kind === "inbox" ? byId("scroll") : composer).focus();
}

function receive(message) {
  progress.delete(message.id.replace(/^answer-/, ""));
  announceMessage(message, state.persona);
  if (message.room !== state.room) {
    const room = roomOf(message.room);
    if (room !== undefined && message.author?.id !== state.persona) room.unread += 1;
    drawRail(state, go);
    return work();
  }
  if (state.messages.some(({ id }) => id === message.id)) return;
  state.messages.push(message);
  byId("welcome").replaceChildren();
  if (message.thread === null) list.add(message, handlers(), message.author?.id === state.persona);
  else {
    const root = state.messages.find(({ id }) => id === message.thread);
    if (root !== undefined) list.refresh(root, handlers(), repliesOf(root));
    if (panel.thread()?.id === message.thread) panel.add(message, threadHandlers());
  }
  work();
}

const events = {
  welcome({ type, ...welcome }) {
    const moved = welcome.persona !== state.persona;
    if (moved) progress.clear();
    Object.assign(state, welcome);
    speak(state.locale);
    paintTheme();
    const before = state.room ?? sessionStorage.getItem("room");
    const thread = moved ? null : (panel.thread()?.id ?? null);
    go(roomOf(before)?.id ?? ownRoom(), thread);
    if (broken) socket.resend();
    broken = false;
  },
  history({ room, messages, ratings }) {
    if (room !== state.room) return;
    Object.assign(state, { messages, ratings });
    if (messages.length === 0 && roomOf(room).kind !== "inbox") socket.send({ type: "home", room });
    for (const { id } of messages) progress.delete(id.replace(/^answer-/, ""));
    drawRoom();
    if (wantedThread !== null) openThread(wantedThread);
    wantedThread = null;
  },
  message: ({ message }) => receive(message),
  progress({ id, room, thread, note }) {
    progress.set(id, { id, room, thread, note });
    work(note);
  },
  settled({ id }) {
    progress.delete(id);
    work();
  },
  home({ room, home }) {
    if (room !== state.room || state.messages.length > 0) return;
    state.home = home;
    drawRoom();
  },
  form({ room, message: id, form }) {
    const message = state.messages.find((one) => one.id === id);
    if (room !== state.room || message === undefined) return;
    if (form === null) banner(say("noForm"), 6000);
    else formList.openForm(message, form, threadHandlers());
  },
  rated({ room, message, good }) {
    if (room !== state.room) return;
    state.ratings[message] = good;
    list.rate(message, good);
    panel.list()?.rate(message, good);
    announce(say("rated"));
  },
  payloads: (event) => panel.showPayloads(event),
  refused({ id, reason }) {
    progress.delete(id);
    work();
    banner(say(`refused_${reason}`), 6000);
  },
};

speak(navigator.language.startsWith("zh") ? "zh" : "en");
startTheme();
startRail(hello);
const socket = connect({
  open() {
    banner("");
    hello();
  },
  event: (event) => events[event.type](event),
  offline() {
    broken = true;
    banner(say("offline"));
  },
});
