// On the page of a wrong address: the notes whose titles are most like its last part.
import { loadNotes, noteLink, plain } from "./notes.js";
import { word } from "./words.js";

function pairs(text) {
  const found = new Set();
  for (let index = 0; index < text.length - 1; index += 1) found.add(text.slice(index, index + 2));
  return found;
}

function likeness(left, right) {
  const shared = [...left].filter((pair) => right.has(pair)).length;
  return left.size + right.size ? (2 * shared) / (left.size + right.size) : 0;
}

function wantedName() {
  try {
    return plain(decodeURIComponent(location.pathname.split("/").filter(Boolean).at(-1) ?? ""));
  } catch {
    return "";
  }
}

const wanted = pairs(wantedName());
const place = document.querySelector("[data-suggest]");
const own = ({ note }) => note.lang === document.body.lang;
const name = (note) => plain(decodeURIComponent(new URL(note.url).pathname.split("/").filter(Boolean).at(-1) ?? ""));

if (wanted.size && place) {
  const notes = await loadNotes().catch(() => []);
  const scored = notes
    .map((note) => ({ note, score: Math.max(likeness(wanted, pairs(note.key)), likeness(wanted, pairs(name(note)))) }))
    .filter(({ score }) => score >= 0.3)
    .sort((a, b) => b.score - a.score || own(b) - own(a))
    .slice(0, 5);
  if (scored.length) {
    const heading = document.createElement("h2");
    const list = document.createElement("ul");
    heading.textContent = word("near");
    list.append(
      ...scored.map(({ note }) => {
        const item = document.createElement("li");
        item.append(noteLink(note));
        return item;
      }),
    );
    place.replaceChildren(heading, list);
    place.hidden = false;
  }
}
