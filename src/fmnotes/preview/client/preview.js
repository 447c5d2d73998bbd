// Keeps the page as the note is: listens while the tab is seen, patches what changed, lists the problems.
import { morph } from "./morph.js";

const here = new URL(".", import.meta.url);
const korean = document.documentElement.lang === "ko" || document.body?.lang === "ko";
const say = (ko, en) => (korean ? ko : en);
let source;
let version = Number(new URL(import.meta.url).searchParams.get("v"));

const path = (url) => new URL(url, location.href).pathname;

// The first thing that is seen stays where it is, whatever is put in above it.
function anchored(change) {
  const seen = [...document.querySelectorAll("#fm-main p, #fm-main li, #fm-main pre, #fm-main h1, #fm-main h2, #fm-main h3")];
  const places = seen.map((one) => [one, one.getBoundingClientRect().top]).filter(([, top]) => top >= 0);
  change();
  const [anchor, before] = places.find(([one]) => one.isConnected) ?? [];
  if (anchor) scrollBy({ top: anchor.getBoundingClientRect().top - before, behavior: "instant" });
}

const isMissing = (page) => page.querySelector("[data-suggest]") !== null;
const again = () => fetch(location.href, { cache: "no-cache" });

async function patch() {
  let answer = await again();
  const gone = answer.status === 404 && !isMissing(document);
  if (gone) {
    // Editors and tools that synchronise take a file away for a moment.
    await new Promise((done) => setTimeout(done, 800));
    answer = await again();
  }
  const next = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = next.querySelector("#fm-main");
  if (answer.status === 500 || !fresh) {
    failed((next.querySelector("body > pre") ?? next.body).textContent);
    return;
  }
  document.querySelector(".fm-preview .broken + pre")?.closest(".fm-preview").replaceChildren();
  // Contents that come back are others than those that their script, which is loaded already, knows.
  const returned = next.querySelector(".toc") && !document.querySelector(".toc") && document.querySelector('script[src*="/toc.js"]');
  if (returned || !document.querySelector("#fm-main")) {
    location.reload();
    return;
  }
  document.title = next.title;
  // What the page's scripts have put beside code and formulas is made again, and has the focus again.
  const focused = document.activeElement;
  const tool = focused?.closest(".body .code-bar, .body .math-tools") ? `.body .${focused.className}` : "";
  const place = tool ? [...document.querySelectorAll(tool)].indexOf(focused) : -1;
  for (const tool of document.querySelectorAll(".body .code-bar, .body .math-tools")) tool.remove();
  anchored(() => {
    for (const name of ["#fm-main", ".site-header", ".site-footer"]) {
      const [old, wanted] = [document.querySelector(name), next.querySelector(name)];
      if (old && wanted && !old.isEqualNode(wanted)) morph(old, wanted);
    }
  });
  const known = new Set([...document.head.querySelectorAll("script[src], link[rel=stylesheet]")].map((one) => path(one.src ?? one.href)));
  for (const wanted of next.querySelectorAll("head script[src], head link[rel=stylesheet]")) {
    const name = path(wanted.getAttribute("src") ?? wanted.getAttribute("href"));
    if (known.has(name) || name.includes("/_/preview/")) continue;
    const copy = document.createElement(wanted.localName);
    for (const { name: key, value } of wanted.attributes) copy.setAttribute(key, value);
    document.head.append(copy);
  }
  // Style sheets of the theme that are gone; others may be the work of a script of the site.
  const wanted = new Set([...next.querySelectorAll("head link[rel=stylesheet]")].map((one) => path(one.getAttribute("href"))));
  for (const link of document.head.querySelectorAll("link[rel=stylesheet]")) {
    const name = path(link.href);
    if (!wanted.has(name) && name.startsWith(new URL("../", here).pathname) && !name.includes("/_/preview/")) link.remove();
  }
  if (gone && answer.status === 404) scrollTo({ top: 0, behavior: "instant" });
  document.dispatchEvent(new CustomEvent("fm-update"));
  if (tool) document.querySelectorAll(tool)[place]?.focus({ preventScroll: true });
}

function restyle() {
  for (const link of document.querySelectorAll('link[rel="stylesheet"]')) {
    const url = new URL(link.href);
    if (url.pathname.includes("/_/preview/")) continue;
    url.searchParams.set("v", version);
    const copy = link.cloneNode();
    copy.href = url.href;
    copy.addEventListener("load", () => link.remove());
    link.after(copy);
  }
}

async function repaint() {
  for (const image of document.querySelectorAll("#fm-main img")) {
    if (new URL(image.src).origin !== location.origin) continue;
    await fetch(image.src, { cache: "reload" });
    image.src = image.src;
  }
}

async function update(news) {
  if (news.version === version) return news.hello ? panel() : undefined;
  version = news.version;
  if (news.styles || news.hello) restyle();
  await patch();
  if (news.pictures || news.hello) await repaint();
  await panel();
  if (news.follow) follow(news.follow);
}

function follow(target) {
  const url = new URL(`../../${target.replace(/^\//, "")}`, here);
  if (url.pathname !== location.pathname) location.href = url.href;
  else document.getElementById(decodeURIComponent(url.hash.slice(1)))?.scrollIntoView({ block: "nearest" });
}

function listen() {
  if (source || document.hidden) return;
  source = new EventSource(new URL("events", here));
  source.onmessage = (message) => update(JSON.parse(message.data));
  source.onerror = () => {
    if (source?.readyState !== EventSource.CLOSED) return;
    source = undefined;
    setTimeout(listen, 1000);
  };
}

document.addEventListener("visibilitychange", () => {
  if (!document.hidden) return listen();
  source?.close();
  source = undefined;
});
addEventListener("pagehide", () => {
  source?.close();
  source = undefined;
});
addEventListener("pageshow", listen);

// -- the panel ---------------------------------------------------------------------------------------------

const made = (tag, name, text = "") => {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.textContent = text;
  element.dataset.made = "";
  return element;
};

function item(problem) {
  const entry = made("li", problem.severity);
  const place = [problem.path, problem.line, problem.column].filter(Boolean).join(":");
  const words = problem.message[korean ? "ko" : "en"];
  entry.append(made("p", "", `${words} `), made("code", "", place));
  if (problem.line && problem.text.trim()) {
    const caret = " ".repeat(Math.max(0, problem.column - 1)) + "^".repeat(Math.max(1, Math.min(problem.width, 80)));
    entry.append(made("pre", "", `${problem.text}\n${caret}`));
  }
  const hint = problem.hint[korean ? "ko" : "en"];
  if (hint) entry.append(made("p", "hint", hint));
  return entry;
}

const reasons = {
  draft: ["초안이라 게시되지 않습니다", "a draft: it will not be published"],
  private: ["비공개라 게시되지 않습니다", "private: it will not be published"],
  scheduled: ["예약된 글입니다", "scheduled: not published yet"],
  expired: ["기한이 지난 글입니다", "expired"],
  list: ["다른 도구의 목록 페이지라 게시되지 않습니다", "the page of a list of another tool: it is not published"],
  template: ["템플릿이라 게시되지 않습니다", "a template: it is not published"],
};
const sources = {
  text: ["본문에서 가져옴", "from the text"],
  heading: ["첫 제목에서 가져옴", "from the first heading"],
  "file name": ["파일 이름에서 가져옴", "from the file's name"],
  "git": ["git 기록에서 가져옴", "from the git history"],
  folder: ["폴더 이름에서 가져옴", "from the folder's name"],
  prose: ["본문의 한글 비율로 판단", "from the share of Hangul"],
  configuration: ["설정에서 가져옴", "from the configuration"],
};
const fields = { title: "제목", date: "날짜", language: "언어", categories: "카테고리", tags: "태그", series: "시리즈" };

// A badge that unfolds: by itself where something is broken or not published, and as the author left it.
const choice = "fm-preview";

function show(badge, urgent, ...content) {
  const box = document.querySelector(".fm-preview") ?? document.body.appendChild(made("aside", "fm-preview"));
  const said = content.map((part) => part.textContent).join("\n");
  const left = sessionStorage.getItem(choice);
  const fold = made("details");
  const head = made("summary");
  const inner = made("div");
  head.append(...badge);
  inner.append(...content);
  fold.append(head, inner);
  fold.open = left === "open" || (urgent && left !== said);
  head.addEventListener("click", () => sessionStorage.setItem(choice, fold.open ? said : "open"));
  const focused = box.contains(document.activeElement) && document.activeElement.parentElement === box.firstChild;
  const top = box.querySelector("details > div")?.scrollTop ?? 0;
  box.replaceChildren(fold);
  inner.scrollTop = top;
  if (focused) head.focus({ preventScroll: true });
  box.hidden = !content.length;
  box.lang = korean ? "ko" : "en";
  box.setAttribute("aria-label", say("미리보기 알림", "preview notices"));
}

function failed(text) {
  const words = say("템플릿에 오류가 있습니다", "a template has an error");
  show([made("b", "error", words)], true, made("p", "broken", words), made("pre", "", text.trim()));
}

const many = (number, one) => `${number} ${one}${number === 1 ? "" : "s"}`;
// What was said of a note before it broke stands at places of its old text.
const ownOf = (told) => told.own.filter((one) => !told.broken || one.severity === "error");
const stops = (told) => told.others.filter((one) => one.severity === "error");

function counted(told) {
  const of = (severity) => ownOf(told).filter((one) => one.severity === severity).length;
  const [errors, warnings] = [of("error"), of("warning")];
  const parts = [];
  if (told.broken || errors) parts.push(made("b", "error", errors ? say(`오류 ${errors}개`, many(errors, "error")) : say("오류", "broken")));
  if (warnings) parts.push(made("b", "warning", say(`경고 ${warnings}개`, many(warnings, "warning"))));
  if (reasons[told.hidden]) parts.push(made("b", "error", say("게시되지 않음", "not published")));
  const elsewhere = stops(told).length;
  if (elsewhere) parts.push(made("b", "error", say(`다른 곳에 오류 ${elsewhere}개`, `${many(elsewhere, "error")} elsewhere`)));
  else if (told.total) parts.push(made("span", "", say(`다른 곳에 문제 ${told.total}개`, `${told.total} elsewhere`)));
  return parts.length ? parts : [made("span", "", say("자동으로 정한 값", "guesses"))];
}

async function panel() {
  const asked = new URL("page", here);
  asked.searchParams.set("path", location.pathname);
  const told = await (await fetch(asked)).json();
  if (document.querySelector(".fm-preview .broken + pre")) return;
  const open = document.querySelector(".fm-preview details details")?.open ?? false;
  const notes = [];
  if (told.broken) notes.push(made("p", "broken", say("오류를 고칠 때까지 이전 내용을 보여 줍니다", "shown as it was until the error is mended")));
  if (reasons[told.hidden]) {
    const why = made("p", "hidden-note", say(...reasons[told.hidden]));
    if (told.missing) why.append(" ", made("code", "", told.path));
    notes.push(why);
  }
  const own = made("ul");
  own.append(...ownOf(told).map(item));
  const guesses = Object.entries(told.guesses).filter(([, from]) => sources[from]);
  const guessed = made("p", "guesses", guesses.map(([name, from]) => `${say(fields[name] ?? name, name)}: ${say(...sources[from])}`).join(" · "));
  const rest = made("details");
  // A page that is not there, and a configuration that is not read, are so because of what stands elsewhere.
  const configuration = stops(told).some((one) => one.path.endsWith(".toml"));
  if (configuration) notes.push(made("p", "broken", say("설정에 오류가 있어 이전 설정으로 보여 줍니다", "the configuration has an error: shown as it was before")));
  const because = configuration || (told.missing && stops(told).length > 0);
  rest.open = open || because;
  const others = made("ul");
  others.append(...told.others.map(item));
  rest.append(made("summary", "", say(`다른 곳의 문제 ${told.total}개`, `${many(told.total, "problem")} elsewhere`)), others);
  const content = [...notes, ...(own.children.length ? [own] : []), ...(guesses.length ? [guessed] : []), ...(told.total ? [rest] : [])];
  show(counted(told), told.broken || Boolean(reasons[told.hidden]) || because || told.own.some((one) => one.severity === "error"), ...content);
  helpers(told);
}

// -- helpers at their places in the page --------------------------------------------------------------------

function mark(name, from, after) {
  if (!after || !sources[from]) return;
  const sign = made("sup", "fm-guess", "?");
  sign.title = `${say(fields[name] ?? name, name)}: ${say(...sources[from])}`;
  after.after(sign);
}

function helpers(told) {
  for (const old of document.querySelectorAll(".fm-guess, .fm-edit, .fm-new")) old.remove();
  mark("title", told.guesses.title, document.querySelector(".note-header h1")?.lastChild);
  mark("date", told.guesses.date, document.querySelector(".note-header time"));
  mark("categories", told.guesses.categories, document.querySelector(".note-header .path")?.lastElementChild);
  for (const [id, line] of told.editor ? Object.entries(told.lines) : []) {
    const link = made("a", "fm-edit", "✎");
    link.href = told.editor.replace("{line}", line);
    link.title = say("편집기로 열기", "open in the editor");
    document.getElementById(id)?.append(link);
  }
  // What a link is called says which note it wants only where nothing else was written.
  const wanted = new Set(told.own.map((one) => one.wanted).filter(Boolean));
  for (const missing of document.querySelectorAll(".body span.missing")) {
    const title = missing.textContent.trim();
    if (!wanted.has(title)) continue;
    const button = made("button", "fm-new", "+");
    button.type = "button";
    button.title = `fmnotes new "${title}"`;
    button.disabled = !told.token;
    button.addEventListener("click", async () => {
      const answer = await fetch(new URL("new", here), { method: "POST", headers: { "X-Fmnotes-Token": told.token }, body: title });
      if (!answer.ok) button.title = await answer.text();
    });
    missing.after(button);
  }
}

const style = document.createElement("link");
style.rel = "stylesheet";
style.href = new URL("preview.css", here);
document.head.append(style);
listen();
