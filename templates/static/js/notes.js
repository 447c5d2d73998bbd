// The site's notes by title, loaded when somebody asks for them.
const here = new URL("..", import.meta.url);
const root = new URL("..", here);
let loaded;

// Taken apart into jamo, so that a syllable that is being typed fits the one it will be (`ㅈ`, `저`, `정`).
export const plain = (text) => text.normalize("NFKD").toLowerCase().replace(/[\s\p{P}\p{M}]/gu, "");

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
