// The button for light, dark or the system's choice.
import { announce } from "./announce.js";
import { word } from "./words.js";

const root = document.documentElement;
const order = ["system", "light", "dark"];
const button = document.querySelector("[data-switch]");

button.dataset.kept = "";

const current = () => root.dataset.theme ?? "system";

function show() {
  const name = word(current());
  button.title = `${word("themes")}: ${name}`;
  button.setAttribute("aria-label", button.title);
}

button.addEventListener("click", () => {
  const next = order[(order.indexOf(current()) + 1) % order.length];
  if (next === "system") delete root.dataset.theme;
  else root.dataset.theme = next;
  try {
    if (next === "system") localStorage.removeItem("fm-theme");
    else localStorage.setItem("fm-theme", next);
  } catch {
    // The choice lasts as long as the page.
  }
  show();
  announce(word(next));
});
// What is chosen in another tab holds here too.
addEventListener("storage", ({ key, newValue }) => {
  if (key !== "fm-theme") return;
  if (newValue) root.dataset.theme = newValue;
  else delete root.dataset.theme;
  show();
});
show();
