// Above each block of code: its language, a switch that wraps long lines, a button that copies it.
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

function source(block) {
  const clone = block.cloneNode(true);
  for (const number of clone.querySelectorAll(".no")) number.remove();
  return clone.textContent.replace(/\n$/, "");
}

function dress(block) {
  const code = block.querySelector("code");
  if (!code || block.previousElementSibling?.matches(".code-bar")) return;
  const bar = document.createElement("div");
  const inner = document.createElement("div");
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
  const button = made("copy", word("copy"), () => copy(source(block)));
  button.setAttribute("aria-label", word("copyCode"));
  inner.append(label, wrap, button);
  bar.append(inner);
  block.before(bar);
}

// The preview changes a page in place, and says so.
const dressAll = () => document.querySelectorAll(".body pre").forEach(dress);
document.addEventListener("fm-update", dressAll);
dressAll();
