// Finds notes by their titles while one types; arrows choose, Enter opens.
import { openDialog } from "./dialog.js";
import { loadNotes, noteLink, plain } from "./notes.js";
import { word } from "./words.js";

const most = 12;

function matches(notes, query) {
  const wanted = plain(query);
  const language = document.body.lang;
  const rank = (note) => note.key.indexOf(wanted) * 2 + (note.lang === language ? 0 : 1);
  const found = wanted ? notes.filter((note) => note.key.includes(wanted)).sort((a, b) => rank(a) - rank(b)) : notes;
  return { found: found.slice(0, most), total: found.length };
}

function show(list, status, { found, total }, query) {
  list.replaceChildren(
    ...found.map((note) => {
      const item = document.createElement("li");
      item.append(noteLink(note));
      return item;
    }),
  );
  status.textContent = query && (total ? word("count", { n: total }) : word("none"));
}

function move(list, step, input) {
  const links = [...list.querySelectorAll("a")];
  const at = links.indexOf(document.activeElement) + step;
  (at < 0 ? input : links[Math.min(at, links.length - 1)])?.focus();
}

export async function openFind() {
  const input = document.createElement("input");
  const status = document.createElement("p");
  const list = document.createElement("ul");
  input.type = "search";
  input.placeholder = word("placeholder");
  input.setAttribute("aria-label", word("find"));
  status.setAttribute("role", "status");
  const dialog = openDialog("find", word("find"), input, status, list);
  input.focus();
  try {
    const notes = await loadNotes();
    const update = () => show(list, status, matches(notes, input.value), input.value.trim());
    input.addEventListener("input", update);
    update();
  } catch {
    status.textContent = word("failed");
  }
  dialog.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      move(list, step, input);
    } else if (event.key === "Enter" && event.target === input) {
      event.preventDefault();
      list.querySelector("a")?.click();
    }
  });
}
