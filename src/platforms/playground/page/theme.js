import { byId } from "./element.js";
import { icon } from "./icons.js";
import { say } from "./words.js";

const dark = matchMedia("(prefers-color-scheme: dark)");
const chosen = () => localStorage.getItem("theme");
const isDark = () => (chosen() === null ? dark.matches : chosen() === "dark");

/** Light or dark: the system's choice until the button is pressed. */
export function paintTheme() {
  if (chosen() !== null) document.documentElement.dataset.theme = chosen();
  const button = byId("theme");
  button.replaceChildren(icon(isDark() ? "sun" : "moon"));
  button.setAttribute("aria-label", say(isDark() ? "light" : "dark"));
  button.title = say(isDark() ? "light" : "dark");
}

export function startTheme() {
  paintTheme();
  dark.addEventListener("change", paintTheme);
  byId("theme").addEventListener("click", () => {
    localStorage.setItem("theme", isDark() ? "light" : "dark");
    paintTheme();
  });
}
