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

for (const block of document.querySelectorAll(".body pre")) {
  const code = block.querySelector("code");
  if (!code) continue;
  const bar = document.createElement("div");
  const label = document.createElement("span");
  bar.className = "code-bar";
  bar.lang = document.body.lang;
  label.textContent = /(?:^| )language-(\S+)/.exec(code.className)?.[1] ?? "";
  const wrap = made("wrap-lines", word("wrap"), () => {
    const on = block.classList.toggle("wrap");
    wrap.setAttribute("aria-pressed", String(on));
  });
  wrap.setAttribute("aria-pressed", String(block.classList.contains("wrap")));
  const button = made("copy", word("copy"), () => copy(source(block)));
  button.setAttribute("aria-label", word("copyCode"));
  bar.append(label, wrap, button);
  block.before(bar);
}
