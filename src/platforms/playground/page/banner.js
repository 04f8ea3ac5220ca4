import { byId } from "./element.js";
import { say } from "./words.js";

let timer = 0;

/** A line under the title; for a while, or until it is taken away by an empty one. */
export function banner(text, milliseconds = 0) {
  clearTimeout(timer);
  byId("offline").textContent = text;
  byId("offline").hidden = text === "";
  if (milliseconds > 0) timer = setTimeout(() => banner(""), milliseconds);
}

/** Tells screen readers, without a sound on the screen. */
export function announce(text) {
  byId("status").textContent = text;
}

/** What a new message says, told to those who cannot see it; one's own is known. */
export function announceMessage(message, persona) {
  const { author, card } = message;
  if (author?.id === persona) return;
  const text = card?.headline ?? message.text ?? "";
  announce(author === null ? say("answered", { text }) : say("posted", { name: author.name, text }));
}
