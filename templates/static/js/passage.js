// Where in a note the words of a query stand: the block that has most of them, and the heading above it.
import { excerptOf, marksOf } from "./search.js";

export const blocks = "p, li, td, th, dt, dd, blockquote, figcaption, pre, summary, h2, h3, h4, h5, h6";

// Without what stands in blocks of its own: an item of a list may have words, and a list below them.
const holds = (node) => node.nodeType === Node.ELEMENT_NODE && (node.matches(blocks) || node.querySelector(blocks));
const textOf = (block) => [...block.childNodes].filter((node) => !holds(node)).map((node) => node.textContent).join("");

export function bestBlock(body, words) {
  let [best, most] = [undefined, 0];
  for (const block of body.querySelectorAll(blocks)) {
    const text = textOf(block);
    const found = words.filter((word) => marksOf(text, [word]).length).length;
    if (found > most) [best, most] = [block, found];
    if (most === words.length) break;
  }
  return best;
}

// What a page says: without the TeX behind its formulas, and the numbers of its footnotes.
async function part(address, selector) {
  const answer = await fetch(address);
  if (!answer.ok) return undefined;
  const found = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector(selector);
  for (const one of found?.querySelectorAll("annotation, .footnote-ref, .footnote-back, a.anchor") ?? []) one.remove();
  return found;
}

// Does the page have each phrase, word after word?
export async function says(address, phrases) {
  const main = await part(address, "main");
  return !main || phrases.every((phrase) => marksOf(main.textContent, [phrase]).length > 0);
}

export async function describe(address, words) {
  const body = await part(address, ".body");
  const block = body && bestBlock(body, words);
  if (!block) return undefined;
  const above = [...body.querySelectorAll("h2[id], h3[id], h4[id], h5[id], h6[id]")]
    .filter((heading) => heading === block || heading.compareDocumentPosition(block) & Node.DOCUMENT_POSITION_FOLLOWING)
    .at(-1);
  const passage = excerptOf(textOf(block).replace(/\s+/g, " ").trim(), words);
  return above ? { ...passage, heading: above.textContent.trim(), anchor: encodeURIComponent(above.id) } : passage;
}
