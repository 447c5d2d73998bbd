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

// A browser may make room for the largest sign that a root could have (MathML Core, 3.3.3), behind a small one: what
// is left over looks like a space in the text.
function fitRoots() {
  const gaps = [...document.querySelectorAll(".body msqrt")].map((root) => {
    const gap = root.getBoundingClientRect().right - root.lastElementChild.getBoundingClientRect().right;
    return [root, gap / parseFloat(getComputedStyle(root).fontSize)];
  });
  for (const [root, gap] of gaps) if (gap > 0.05) root.style.marginRight = `${-gap}em`;
}

function dressAll() {
  fitRoots();
  document.querySelectorAll(".math.display.block").forEach(dress);
}

// The preview changes a page in place, and says so.
document.addEventListener("fm-update", dressAll);
dressAll();
document.fonts.ready.then(fitRoots);
