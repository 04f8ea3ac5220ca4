import { drawForm } from "./form.js";
import { drawMessage, drawTyping } from "./message.js";
import { paintRating } from "./rating.js";

const NEAR_END = 160;
const MARGIN = 20;

/** Messages in a scrolling box. `scroll` is the box, `list` its `<ol>`. */
export function createList(scroll, list) {
  // Not every browser lets the keyboard scroll a box by itself.
  scroll.tabIndex = 0;
  /** Open forms by message; null where one was sent or closed. */
  const forms = new Map();
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

  /** A form of the message, which closes when it is sent. */
  function makeForm(message, form, handlers) {
    const opener = document.activeElement;
    const close = () => {
      forms.get(message.id)?.remove();
      forms.set(message.id, null);
    };
    forms.get(message.id)?.remove();
    const drawn = drawForm(form, {
      send(values) {
        close();
        handlers.submit(message, form, values);
      },
      cancel() {
        close();
        if (opener?.isConnected) opener.focus();
      },
    });
    forms.set(message.id, drawn);
    return drawn;
  }

  function draw(message, handlers, replies) {
    const item = drawMessage(message, handlers, replies);
    const asked = message.card?.form;
    const form = forms.has(message.id) ? forms.get(message.id) : asked && makeForm(message, asked, handlers);
    if (form) item.querySelector(".tools").before(form);
    return item;
  }

  const firstEmpty = (form) =>
    [...form.elements].find((field) => field.required && field.value === "") ?? form.elements[0];

  return {
    /** Shows these messages and no others, the last one in view. */
    fill(messages, handlers, repliesOf) {
      list.replaceChildren(...messages.map((message) => draw(message, handlers, repliesOf(message))));
      if (list.lastElementChild !== null) reveal(list.lastElementChild);
    },
    /** Adds one; scrolls to it when the end was in view, or when `follow`. */
    add(message, handlers, follow) {
      const item = draw(message, handlers);
      const stay = !follow && !nearEnd();
      list.append(item);
      for (const typing of list.querySelectorAll("[data-typing]")) list.append(typing);
      if (!stay) reveal(item);
      const here = document.activeElement;
      const idle = here?.getAttribute("role") === "combobox" && here.value === "";
      const form = forms.get(message.id);
      if (form && idle) firstEmpty(form).focus({ preventScroll: true });
    },
    /** Draws a message again, after its thread has grown. */
    refresh(message, handlers, replies) {
      find(message.id)?.replaceWith(draw(message, handlers, replies));
    },
    /** Opens a form below a message. */
    openForm(message, form, handlers) {
      const drawn = makeForm(message, form, handlers);
      find(message.id)?.querySelector(".tools")?.before(drawn);
      firstEmpty(drawn).focus({ preventScroll: true });
      reveal(drawn);
    },
    /** Marks what the reader thinks of a message. */
    rate(id, good) {
      const item = find(id);
      if (item !== undefined) paintRating(item, good);
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
