// A footnote shows beside its mark: on hover, on focus, and on a tap, where it stays until the next one.
import { word } from "./words.js";

const box = document.createElement("aside");
box.className = "footnote-box";
box.id = "fm-footnote";
box.popover = "manual";
box.dataset.made = "";
box.setAttribute("role", "note");
box.setAttribute("aria-label", word("footnote"));
document.querySelector(".body").after(box);

let mark;
let timer;

function fill(link) {
  const note = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!note) return false;
  const copy = note.cloneNode(true);
  for (const extra of copy.querySelectorAll(".footnote-back, [data-made]")) extra.remove();
  for (const named of copy.querySelectorAll("[id]")) named.removeAttribute("id");
  box.replaceChildren(...copy.childNodes);
  return true;
}

function place(link) {
  const at = link.getBoundingClientRect();
  const below = at.bottom + 8 + box.offsetHeight < innerHeight;
  const left = Math.max(8, Math.min(at.left - 24, innerWidth - box.offsetWidth - 8));
  // Set by script, not by a style attribute: the content policy allows it.
  box.style.left = `${left}px`;
  box.style.top = below ? `${at.bottom + 8}px` : `${Math.max(8, at.top - box.offsetHeight - 8)}px`;
}

function show(link) {
  clearTimeout(timer);
  if (mark === link) return;
  if (!fill(link)) return;
  hide();
  mark = link;
  link.setAttribute("aria-describedby", box.id);
  box.showPopover();
  place(link);
}

function hide() {
  clearTimeout(timer);
  mark?.removeAttribute("aria-describedby");
  if (mark) delete mark.dataset.tapped;
  mark = undefined;
  if (box.matches(":popover-open")) box.hidePopover();
}

const later = () => {
  clearTimeout(timer);
  timer = setTimeout(hide, 250);
};

const marked = (event) => event.target.closest?.(".footnote-ref a");

document.addEventListener("pointerover", (event) => event.pointerType === "mouse" && marked(event) && show(marked(event)));
document.addEventListener("pointerout", (event) => event.pointerType === "mouse" && marked(event) && later());
document.addEventListener("focusin", (event) => marked(event) && show(marked(event)));
document.addEventListener("focusout", (event) => marked(event) && later());
document.addEventListener("click", (event) => {
  const link = marked(event);
  // A second click, or one with a key held, goes to the foot of the page as links do.
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.detail === 0) return;
  if (link.dataset.tapped === undefined) {
    event.preventDefault();
    show(link);
    link.dataset.tapped = "";
  } else delete link.dataset.tapped;
});
box.addEventListener("pointerenter", () => clearTimeout(timer));
box.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && later());
addEventListener("scroll", () => mark && place(mark), { passive: true });
document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
document.addEventListener("pointerdown", (event) => {
  if (!event.target.closest(".footnote-ref, .footnote-box")) hide();
});
