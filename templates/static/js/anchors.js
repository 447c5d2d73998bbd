// The mark behind a heading copies its address; it is a plain link all the same.
import { copy } from "./clipboard.js";
import { word } from "./words.js";

document.querySelector(".body")?.addEventListener("click", (event) => {
  const anchor = event.target.closest("a.anchor");
  if (anchor && !event.ctrlKey && !event.metaKey) copy(anchor.href, word("linkCopied"));
});
