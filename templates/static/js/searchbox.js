// A field, filters and results that come while one types. The engine is `search.js`; this is what is seen of it.
import { finished } from "./filters.js";
import { describe, says } from "./passage.js";
import { openIndex } from "./search.js";
import { word } from "./words.js";

const files = new URL("../search/", import.meta.url);
const root = new URL("../..", import.meta.url);
const most = 20;
const furthest = 100;
const wait = 80;
const quiet = 700;
let opened;

async function load(name) {
  const answer = await fetch(new URL(name, files));
  if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
  return answer.json();
}

function index() {
  opened ??= openIndex(load);
  opened.catch(() => (opened = undefined));
  return opened;
}

// The preview changes the site while a page is open, and says so.
document.addEventListener("fm-update", () => (opened = undefined));

function element(name, values = {}, ...content) {
  const made = Object.assign(document.createElement(name), values);
  made.append(...content);
  return made;
}

function choice(label, options) {
  const select = element("select", { ariaLabel: label }, element("option", { value: "", textContent: label }));
  select.append(...options.map(([value, text]) => element("option", { value, textContent: text })));
  select.hidden = options.length < 2;
  return select;
}

export function marked(text, marks) {
  const parts = [];
  let at = 0;
  for (const [start, end] of marks) {
    parts.push(text.slice(at, start), element("mark", { textContent: text.slice(start, end) }));
    at = end;
  }
  return [...parts, text.slice(at)];
}

// The newest notes, those in the language of the page first.
function recent(engine) {
  const own = ({ lang }) => (lang === document.body.lang ? 0 : 1);
  return engine.recent(50).sort((a, b) => own(a) - own(b)).slice(0, 10);
}

// Of three words, or parts of words, the index knows which pairs a note has, and of two of Hangul which syllables of them
// stand beside each other: its page is asked whether it has them all.
const wordParts = /[\u3040-\u9fff가-힣]+|[^\s\p{P}\p{S}\u3040-\u9fff가-힣]+/gu;

const said = {};

async function exact(results) {
  const phrases = (results.phrases ?? []).filter((phrase) => phrase.match(wordParts)?.length > (/[가-힣]/.test(phrase) ? 1 : 2));
  if (!phrases.length) return results;
  // More points than a text is given have the titles and other names that hold all words: a page need not say the latter.
  const kept = await Promise.all(results.map(({ url, score }) => score > 54 || (said[[url, ...phrases]] ??= says(new URL(url, root), phrases).catch(() => true))));
  const found = results.filter((_, at) => kept[at]);
  const { words, meant, total } = results;
  return Object.assign(found, { total: total - results.length + found.length, words, meant, phrases, unasked: total - results.length, offered: total });
}

// Fills `box`, a field of `field.js`. `changed(query, chosen, limit)` is told what is shown, the first `limit` of it.
export function searchBox(box, { changed = () => {}, chosen = {}, limit = most } = {}) {
  const [input, status] = box.children;
  const list = element("ol", { className: "results" });
  const more = element("button", { type: "button", className: "more", textContent: word("more"), hidden: true });
  const filters = element("p", { className: "filters" });
  const clear = element("button", { type: "button", className: "clear", textContent: word("clear"), hidden: true });
  clear.addEventListener("click", () => {
    for (const select of filters.querySelectorAll("select")) select.value = "";
    for (const name of Object.keys(chosen)) chosen[name] = undefined;
    input.focus();
    update(false);
  });
  status.before(filters);
  box.append(element("div", { className: "found" }, list, more, clear));
  let latest = 0;
  let timer;

  const href = (result, words) => {
    const address = new URL(result.url, root);
    if (words.length) address.searchParams.set("find", words.map((one) => (one.includes(" ") ? `"${one}"` : one)).join(" "));
    address.hash = result.anchor ?? "";
    return address.href;
  };

  function item(result, words) {
    const title = element("strong", {}, ...marked(result.title, []));
    const link = element("a", { href: href(result, words), lang: result.lang }, title);
    if (result.lang !== document.body.lang && word(result.lang)) {
      title.prepend(element("span", { className: "other-language", lang: document.body.lang, textContent: word(result.lang) }), " ");
    }
    const made = element("li", {}, link);
    fill(made, result, words);
    return made;
  }

  function fill(made, result, words) {
    const link = made.firstChild;
    link.href = href(result, words);
    link.replaceChildren(link.firstChild);
    if (result.marks && result.heading) link.append(element("span", { className: "heading", textContent: result.heading }));
    if (result.marks) link.append(element("span", { className: "excerpt" }, ...marked(result.excerpt, result.marks)));
    // It has grown: whoever reads it should see all of it.
    if (made.contains(document.activeElement)) made.scrollIntoView({ block: "nearest" });
  }

  // What the index does not hold, the page does: where in it the words stand.
  function deepen(made, result, words) {
    if (result.deep || !words.length || (result.marks?.length && !words.some((one) => one.includes(" ")))) return;
    result.deep = true;
    describe(new URL(result.url, root), words)
      .then((passage) => passage && fill(made, { ...result, ...passage }, words))
      .catch(() => {});
  }

  function show(results, words) {
    const items = results.map((result) => item(result, words));
    results.forEach((result, at) => {
      for (const kind of ["focusin", "pointerenter"]) items[at].addEventListener(kind, () => deepen(items[at], result, words), { once: true });
    });
    list.replaceChildren(...items);
    list.toggleAttribute("data-words", words.length > 0);
    more.hidden = results.length >= (results.total ?? 0) || limit >= (results.offered ?? Infinity);
    watch(items, (at) => deepen(items[at], results[at], words));
  }

  // What is in sight tells where the words stand, the others once somebody scrolls to them: each is a page to load.
  let unwatch = () => {};
  function watch(items, seen) {
    unwatch();
    const watching = new IntersectionObserver((entries) => entries.filter((one) => one.isIntersecting).forEach((one) => seen(items.indexOf(one.target))));
    items.forEach((one) => watching.observe(one));
    unwatch = () => watching.disconnect();
  }

  function tell(text, results) {
    const n = results.total;
    const count = n ? word(results.unasked ? "atMost" : n === 1 ? "one" : "count", { n }) : word("none");
    status.textContent = results.meant ? `${word("meant", { q: results.meant })} ${count}` : results.phrases || text ? count : word("recent");
  }

  // What is marked: phrases as they are, and the words beside them if there are any.
  function wanted({ phrases = [], words }, query) {
    return phrases.length && !query.replace(/["“”][^"“”]+["“”]|\S+[:：]/g, "").trim() ? phrases : [...phrases, ...words];
  }

  // Where none of the first pages has the phrase, one further on may.
  async function asked(engine, text, composing) {
    for (let asking = limit; ; asking += most) {
      const results = await exact(await engine.search(text, { limit: asking, composing, prefer: document.body.lang, ...chosen }));
      if (results.length || !results.unasked || asking >= furthest) return Object.assign(results, { asking });
    }
  }

  async function update(composing) {
    const [own, text] = [(latest += 1), input.value.trim()];
    try {
      const engine = await index();
      const query = finished(text, engine);
      const results = query || Object.values(chosen).some(Boolean)
        ? await asked(engine, query, composing)
        : Object.assign(recent(engine), { words: [] });
      if (own !== latest) return;
      limit = results.asking ?? limit;
      tell(query, results);
      clear.hidden = !Object.values(chosen).some(Boolean);
      offer(engine);
      show(results, wanted(results, query));
      changed(text, chosen, limit);
    } catch {
      if (own === latest) status.textContent = word("failed");
    }
  }

  let calm;
  const later = (event) => {
    clearTimeout(timer);
    // Whoever hears the counts hears the last one, not one a key.
    clearTimeout(calm);
    status.ariaBusy = "true";
    calm = setTimeout(() => (status.ariaBusy = "false"), quiet);
    limit = most;
    timer = setTimeout(() => update(event.isComposing), wait);
  };
  input.addEventListener("input", later);
  input.addEventListener("compositionend", later);
  more.addEventListener("click", async () => {
    const shown = list.children.length;
    limit += most;
    await update(false);
    list.children[shown]?.firstChild.focus();
  });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    if (event.key === "Escape") box.closest("dialog")?.close();
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && event.target.localName !== "select") {
      event.preventDefault();
      (at + step < 0 ? input : links[Math.min(at + step, links.length - 1)])?.focus();
    } else if (at >= 0 && event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey && event.key !== " ") {
      // Whoever goes on typing means the field.
      input.focus();
    } else if (event.key === "Enter" && event.target === input) {
      event.preventDefault();
      clearTimeout(timer);
      // What is listed may still be for what stood there a moment ago. A page that is all search stays.
      const opens = box.closest("dialog") && input.value.trim();
      update(false).then(() => opens && list.querySelector("a")?.click());
      if (!opens && matchMedia("(pointer: coarse)").matches) input.blur();
    }
  });
  // Once the index is there, whenever that is.
  function offer(engine) {
    if (filters.children.length) return;
    const names = { lang: [word("everyLanguage"), engine.languages.map((code) => [code, word(code) ?? code])] };
    const sorted = (list) => list.toSorted((one, other) => one.localeCompare(other, document.body.lang, { numeric: true }));
    for (const name of ["tag", "category"]) names[name] = [word(name), sorted(engine[`${name === "tag" ? "tags" : "categories"}`]).map((one) => [one, one])];
    for (const [name, [label, options]] of Object.entries(names)) {
      const select = choice(label, options);
      select.value = chosen[name] ?? "";
      select.addEventListener("change", () => {
        chosen[name] = select.value || undefined;
        update(false);
      });
      filters.append(select);
    }
  }
  update(false);
}
