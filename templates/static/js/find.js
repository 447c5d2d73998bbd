// The search dialog: the box, closed by Escape.
import { openDialog } from "./dialog.js";
import { searchBox } from "./searchbox.js";
import { word } from "./words.js";

export function openFind() {
  if (document.querySelector("dialog.find")) return;
  const box = searchBox("");
  openDialog("find", word("find"), box);
  box.querySelector("input").focus();
}
