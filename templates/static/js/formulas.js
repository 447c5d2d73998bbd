// A formula is copied as the TeX it was written in: within a selection, or by the button of a block.
import { copy } from "./clipboard.js";
import { word } from "./words.js";

const source = (math) => math.querySelector("annotation")?.textContent.trim();
const isBlock = (math) => math.getAttribute("display") === "block";

document.addEventListener("copy", (event) => {
  const selection = getSelection();
  if (selection.isCollapsed || !selection.rangeCount) return;
  const part = selection.getRangeAt(0).cloneContents();
  const formulas = part.querySelectorAll("math");
  if (!formulas.length) return;
  for (const math of formulas) {
    const tex = source(math);
    if (tex) math.replaceWith(isBlock(math) ? `\n$$${tex}$$\n` : `$${tex}$`);
  }
  event.clipboardData.setData("text/plain", part.textContent);
  event.preventDefault();
});

function dress(block) {
  const math = block.querySelector("math");
  if (!math || !source(math) || block.previousElementSibling?.matches(".math-tools")) return;
  const button = document.createElement("button");
  const frame = document.createElement("span");
  button.type = "button";
  button.className = "copy-tex";
  button.lang = document.body.lang;
  button.textContent = "TeX";
  button.setAttribute("aria-label", word("copyTex"));
  button.addEventListener("click", () => copy(source(math)));
  frame.className = "math-tools";
  frame.dataset.made = "";
  frame.append(button);
  block.before(frame);
}

// The preview changes a page in place, and says so.
const dressAll = () => document.querySelectorAll(".math.display.block").forEach(dress);
document.addEventListener("fm-update", dressAll);
dressAll();
