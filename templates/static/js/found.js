// A note that was opened from a search: the words are marked, and the paragraph that has them is in sight.
import { bestBlock, blocks } from "./passage.js";
import { marksOf } from "./search.js";

const address = new URL(location.href);
const words = [...(address.searchParams.get("find") ?? "").matchAll(/"([^"]+)"|\S+/g)].map(([word, phrase]) => phrase ?? word);
const body = document.querySelector(".body");
const clear = () => body.querySelectorAll("mark.found").forEach((one) => one.replaceWith(...one.childNodes));

function mark(block) {
  const own = (node) => (node.parentElement.closest(blocks) === block ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT);
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT, own);
  const nodes = [];
  let text = "";
  while (walker.nextNode()) {
    nodes.push({ node: walker.currentNode, start: text.length });
    text += walker.currentNode.data;
  }
  for (const [start, end] of marksOf(text, words).reverse())
    for (const { node, start: begin } of [...nodes].reverse()) {
      const [from, to] = [Math.max(0, start - begin), Math.min(node.length, end - begin)];
      if (from >= to || node.parentElement.closest("math")) continue;
      const range = document.createRange();
      range.setStart(node, from);
      range.setEnd(node, to);
      const found = document.createElement("mark");
      found.className = "found";
      range.surroundContents(found);
    }
}

if (words.length && body) {
  const block = bestBlock(body, words);
  body.querySelectorAll(blocks).forEach(mark);
  block?.closest("details")?.setAttribute("open", "");
  // Of code that is longer than the window, the words.
  (block?.querySelector("mark.found") ?? block)?.scrollIntoView({ block: "center" });
  // The preview changes a page in place, and says so.
  const again = () => {
    clear();
    document.querySelectorAll(`.body :is(${blocks})`).forEach(mark);
  };
  document.addEventListener("fm-update", again);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    document.removeEventListener("fm-update", again);
    clear();
  });
  address.searchParams.delete("find");
  history.replaceState(history.state, "", address);
}
