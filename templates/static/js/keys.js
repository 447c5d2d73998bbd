// Single keys: `/` (and Ctrl-K) searches, `j` and `k` lead to the next and previous note, `t` to the contents, `?` to this list.
import { openDialog } from "./dialog.js";
import { openFind } from "./field.js";
import { word } from "./words.js";

const button = document.querySelector("[data-find]");
// The search page has its field already.
const open = () => {
  const field = document.querySelector(".search .search-box input");
  if (field) field.focus();
  else if (button) openFind();
};
// At an end of a series the notes before and after it follow.
const follow = (rel, beside) => (document.querySelector(`a[rel="${rel}"]`) ?? document.querySelector(`.neighbours .${beside} a`))?.click();
const contents = () => document.querySelector("[data-toc]")?.dispatchEvent(new CustomEvent("fm-toc"));

const keys = {
  "/": ["find", open],
  j: ["next", () => follow("next", "next")],
  k: ["previous", () => follow("prev", "previous")],
  t: ["toc", contents],
  "?": ["help", help],
};

function help() {
  const list = document.createElement("dl");
  for (const [key, [name]] of Object.entries(keys)) {
    const term = document.createElement("dt");
    const shown = document.createElement("kbd");
    const meaning = document.createElement("dd");
    shown.textContent = key;
    meaning.textContent = word(name);
    term.append(shown);
    if (key === "/") term.append(" ", Object.assign(document.createElement("kbd"), { textContent: "Ctrl K" }));
    list.append(term, meaning);
  }
  const label = document.createElement("label");
  const box = document.createElement("input");
  box.type = "checkbox";
  box.checked = !off();
  box.addEventListener("change", () => keep(box.checked ? "on" : "off"));
  label.append(box, ` ${word("useKeys")}`);
  openDialog("keys", word("keys"), list, label);
}

const types = (target) => target.closest?.("input, textarea, select, [contenteditable], dialog");

// With Hangul switched on, the key of `j` says `ㅓ`: then its place on the keyboard counts.
const letter = (event) => (/[ㄱ-ㆎ]|^Process$/.test(event.key) ? event.code.replace("Key", "").toLowerCase() : event.key);

// Where a browser keeps nothing for a site, the keys are on.
function keep(choice) {
  try {
    localStorage.setItem("fm-keys", choice);
  } catch {
    // The choice lasts as long as the page.
  }
}

function off() {
  try {
    return localStorage.getItem("fm-keys") === "off";
  } catch {
    return false;
  }
}

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.code === "KeyK" && button) {
    event.preventDefault();
    open();
    return;
  }
  const own = keys[letter(event)];
  if (!own || off() || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || types(event.target)) return;
  event.preventDefault();
  own[1]();
});
button?.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  open();
});
if (new URLSearchParams(location.search).has("find")) import("./found.js");
document.querySelector("[data-keys]")?.addEventListener("click", help);
