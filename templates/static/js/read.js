// Remembers which notes of a series were read to their end, in this browser alone; the page of the series shows it.
import { word } from "./words.js";

const name = "fm-read";

function readNotes() {
  try {
    return new Set(JSON.parse(localStorage.getItem(name) ?? "[]"));
  } catch {
    return new Set();
  }
}

function remember(path) {
  try {
    localStorage.setItem(name, JSON.stringify([...readNotes().add(path)]));
  } catch {
    // Storage is full or switched off: nothing is remembered.
  }
}

const end = document.querySelector(".note-footer");
const list = document.querySelector("ol.series");

if (list) {
  const known = readNotes();
  const items = [...list.children];
  const done = items.filter((item) => known.has(new URL(item.querySelector("a").href).pathname));
  for (const item of done) item.dataset.read = "";
  const bar = document.querySelector("[data-read-count]");
  bar.querySelector("progress").value = done.length;
  bar.querySelector("span").textContent = word("read", { n: done.length, total: items.length });
} else if (end) {
  new IntersectionObserver((entries, observer) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    observer.disconnect();
    remember(location.pathname);
  }).observe(end);
}
