// The site's notes by title, loaded when somebody asks for them.
const here = new URL("..", import.meta.url);
const root = new URL("..", here);
let loaded;

export const plain = (text) => text.normalize("NFC").toLowerCase().replace(/[\s\p{P}]/gu, "");

export function loadNotes() {
  loaded ??= fetch(new URL("notes.json", here))
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
    .then((notes) => notes.map(([title, href, lang]) => ({ title, lang, url: new URL(href, root).href, key: plain(title) })));
  loaded.catch(() => (loaded = undefined));
  return loaded;
}

export function noteLink(note) {
  const link = document.createElement("a");
  link.href = note.url;
  link.lang = note.lang;
  link.textContent = note.title;
  return link;
}
