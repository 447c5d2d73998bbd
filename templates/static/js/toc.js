// The contents follow the reading position; on narrow screens they are a sheet that a button opens.
const toc = document.querySelector(".toc");
const button = document.querySelector("[data-toc]");
const narrow = matchMedia("(max-width: 61.99rem)");
let links;
let headings;
let current;

function read() {
  links = new Map([...toc.querySelectorAll("a")].map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
  headings = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  current = undefined;
  follow();
}

function bring(link) {
  // Only the contents scroll, never the page.
  const list = narrow.matches ? toc : toc.querySelector("details");
  const { top, bottom } = link.getBoundingClientRect();
  const frame = list.getBoundingClientRect();
  if (top < frame.top || bottom > frame.bottom) list.scrollTop += top - frame.top - frame.height / 3;
}

function mark(heading) {
  const link = heading && links.get(heading.id);
  if (link === current) return;
  current?.removeAttribute("aria-current");
  current = link;
  if (!current) return;
  current.setAttribute("aria-current", "true");
  bring(current);
}

// Where a link has led stays marked until the reader goes on, though a page that ends cannot bring it to the top.
let led;
let ledTop;

function asked() {
  try {
    return decodeURIComponent(location.hash.slice(1));
  } catch {
    return "";
  }
}

function arrive() {
  const id = asked();
  led = headings.find((heading) => heading.id === id);
  ledTop = undefined;
  requestAnimationFrame(() => {
    ledTop = led?.getBoundingClientRect().top;
    follow();
  });
}

function follow() {
  if (led && ledTop !== undefined && Math.abs(led.getBoundingClientRect().top - ledTop) > 2) led = undefined;
  if (led && ledTop !== undefined) return mark(led);
  const line = Math.min(innerHeight / 4, 96);
  mark(headings.findLast((heading) => heading.getBoundingClientRect().top <= line));
}

let waiting = false;
addEventListener(
  "scroll",
  () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      follow();
    });
  },
  { passive: true },
);
// The preview changes a page in place, and says so.
document.addEventListener("fm-update", read);
addEventListener("hashchange", arrive);
toc.addEventListener("click", (event) => event.target.closest("a") && requestAnimationFrame(arrive));
read();
if (location.hash) arrive();

function open(shown) {
  toc.toggleAttribute("data-open", shown);
  button.setAttribute("aria-expanded", String(shown));
  if (!shown) return;
  const link = current ?? toc.querySelector("a");
  bring(link);
  link.focus({ preventScroll: true });
}

button.addEventListener("click", () => open(!toc.hasAttribute("data-open")));
button.addEventListener("fm-toc", () => {
  toc.querySelector("details").open = true;
  if (narrow.matches) open(true);
  else (current ?? toc.querySelector("a"))?.focus();
});
toc.addEventListener("click", (event) => event.target.closest("a") && open(false));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !toc.hasAttribute("data-open")) return;
  open(false);
  button.focus();
});
toc.addEventListener("focusout", (event) => {
  if (toc.hasAttribute("data-open") && event.relatedTarget && !toc.contains(event.relatedTarget)) open(false);
});
toc.querySelector("[data-close]").addEventListener("click", () => {
  open(false);
  button.focus();
});
document.addEventListener("click", (event) => {
  if (toc.hasAttribute("data-open") && !event.target.closest(".toc, [data-toc]")) open(false);
});
