import { drawMessage, drawTyping } from "./message.js";

const NEAR_END = 160;
const MARGIN = 20;

/** Messages in a scrolling box. `scroll` is the box, `list` its `<ol>`. */
export function createList(scroll, list) {
  // Not every browser lets the keyboard scroll a box by itself.
  scroll.tabIndex = 0;
  const find = (id) => [...list.children].find((item) => item.dataset.id === id);
  const nearEnd = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR_END;

  /** Scrolls the box, and nothing around it. A long answer is read from its beginning. */
  function reveal(item) {
    const box = scroll.getBoundingClientRect();
    const { top, bottom } = item.getBoundingClientRect();
    const tall = bottom - top > box.height - 2 * MARGIN;
    if (tall || top < box.top + MARGIN) scroll.scrollTop += top - box.top - MARGIN;
    else if (bottom > box.bottom - MARGIN) scroll.scrollTop += bottom - box.bottom + MARGIN;
  }

  return {
    /** Shows these messages and no others, the last one in view. */
    fill(messages, handlers, repliesOf) {
      list.replaceChildren(...messages.map((message) => drawMessage(message, handlers, repliesOf(message))));
      if (list.lastElementChild !== null) reveal(list.lastElementChild);
    },
    /** Adds one; scrolls to it when the end was in view, or when `follow`. */
    add(message, handlers, follow) {
      const item = drawMessage(message, handlers);
      const stay = !follow && !nearEnd();
      list.append(item);
      for (const typing of list.querySelectorAll("[data-typing]")) list.append(typing);
      if (!stay) reveal(item);
    },
    /** Draws a message again, after its thread has grown. */
    refresh(message, handlers, replies) {
      find(message.id)?.replaceWith(drawMessage(message, handlers, replies));
    },
    /** Shows what is under way: `[{ id, note }]`. */
    work(progress) {
      const stay = !nearEnd();
      for (const item of list.querySelectorAll("[data-typing]")) item.remove();
      list.append(...progress.map(drawTyping));
      if (progress.length > 0 && !stay) reveal(list.lastElementChild);
    },
  };
}
