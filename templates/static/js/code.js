// At the top of each block of code: its language, a switch that wraps long lines, a button that copies it.
import { copy } from "./clipboard.js";
import { word } from "./words.js";

function made(name, text, act) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = name;
  button.textContent = text;
  button.addEventListener("click", act);
  return button;
}

function source(code) {
  const clone = code.cloneNode(true);
  for (const number of clone.querySelectorAll(".no")) number.remove();
  return clone.textContent.replace(/\n$/, "");
}

// Lines can be wrapped where one is too long.
function fit(block) {
  const wrap = block.querySelector(".wrap-lines");
  if (wrap) wrap.hidden = block.scrollWidth <= block.clientWidth && !block.classList.contains("wrap");
}
const widths = new ResizeObserver((entries) => entries.forEach(({ target }) => fit(target)));

function dress(block) {
  const code = block.querySelector("code");
  if (!code || block.querySelector(".code-bar")) return;
  const bar = document.createElement("span");
  const inner = document.createElement("span");
  const label = document.createElement("span");
  bar.className = "code-bar";
  bar.dataset.made = "";
  bar.lang = document.body.lang;
  label.textContent = /(?:^| )language-(\S+)/.exec(code.className)?.[1] ?? "";
  const wrap = made("wrap-lines", word("wrap"), () => {
    const on = block.classList.toggle("wrap");
    wrap.setAttribute("aria-pressed", String(on));
  });
  wrap.setAttribute("aria-pressed", String(block.classList.contains("wrap")));
  const button = made("copy", word("copy"), () => copy(source(code)));
  button.setAttribute("aria-label", word("copyCode"));
  inner.append(label, wrap, button);
  bar.append(inner);
  // Inside of the block: what comes before it would move where a browser leads back to.
  block.prepend(bar);
  widths.observe(block);
}

const blocks = () => document.querySelectorAll(".body pre");
// The preview changes a page in place, and says so. A block that is as wide as before is not told of again.
document.addEventListener("fm-update", () => {
  blocks().forEach(dress);
  blocks().forEach(fit);
});
blocks().forEach(dress);
