// The contents follow the reading position; on narrow screens they are a sheet that a button opens.
const toc = document.querySelector(".toc");
const button = document.querySelector("[data-toc]");
const links = new Map([...toc.querySelectorAll("a")].map((link) => [decodeURIComponent(link.hash.slice(1)), link]));
const headings = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
const narrow = matchMedia("(max-width: 74.99rem)");
let current;

function mark(heading) {
  const link = heading && links.get(heading.id);
  if (link === current) return;
  current?.removeAttribute("aria-current");
  current = link;
  if (!current) return;
  current.setAttribute("aria-current", "true");
  // Only the contents scroll, never the page.
  const list = toc.querySelector("details");
  const { top, bottom } = current.getBoundingClientRect();
  const frame = list.getBoundingClientRect();
  if (top < frame.top || bottom > frame.bottom) list.scrollTop += top - frame.top - frame.height / 3;
}

function follow() {
  const line = innerHeight / 4;
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
follow();

function open(shown) {
  toc.toggleAttribute("data-open", shown);
  button.setAttribute("aria-expanded", String(shown));
  if (shown) (current ?? toc.querySelector("a"))?.focus();
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
document.addEventListener("click", (event) => {
  if (toc.hasAttribute("data-open") && !event.target.closest(".toc, [data-toc]")) open(false);
});
