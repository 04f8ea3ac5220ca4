const FIRST_DELAY = 400;
const LONGEST_DELAY = 10_000;

/**
 * A connection that comes back. Questions that are not settled yet are sent again after a break; the server
 * recognises them by their ids. `listeners`: `open()`, `event(event)`, `offline()`.
 */
export function connect(listeners) {
  const unsettled = new Map();
  let socket = null;
  let delay = FIRST_DELAY;
  let timer = 0;

  function dial() {
    clearTimeout(timer);
    let opened = false;
    socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/socket`);
    socket.addEventListener("open", () => {
      opened = true;
      delay = FIRST_DELAY;
      listeners.open();
    });
    socket.addEventListener("message", ({ data }) => {
      const event = JSON.parse(data);
      if (event.type === "settled" || event.type === "refused") unsettled.delete(event.id);
      listeners.event(event);
    });
    socket.addEventListener("close", () => {
      listeners.offline();
      if (!opened) void leaveWhenSignedOut();
      timer = setTimeout(dial, delay * (0.75 + Math.random() / 2));
      delay = Math.min(delay * 2, LONGEST_DELAY);
    });
  }

  addEventListener("online", () => {
    if (socket.readyState === WebSocket.CLOSED) dial();
  });
  dial();

  return {
    /** Sends when connected; a question with an id is kept until it is settled. */
    send(event) {
      if (event.id !== undefined) unsettled.set(event.id, event);
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(event));
    },
    /** Sends again what a break may have swallowed. */
    resend() {
      for (const event of unsettled.values()) socket.send(JSON.stringify(event));
    },
    unsettled: () => [...unsettled.values()],
  };
}

/** A refused connection may mean that the session ended; the page then shows the form. */
async function leaveWhenSignedOut() {
  const page = await fetch("/", { redirect: "manual" }).catch(() => null);
  if (page?.type === "opaqueredirect") location.reload();
}
