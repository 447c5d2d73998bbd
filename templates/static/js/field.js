// The search dialog: its field is there at once and takes every key, what finds comes after it. Escape closes it.
import { openDialog } from "./dialog.js";
import { word } from "./words.js";

const kept = "fm-find";
const slow = 200;

// What a search box begins as; `searchbox.js` makes the rest of it.
export function field(query) {
  const box = document.createElement("div");
  const input = document.createElement("input");
  const status = document.createElement("p");
  box.className = "search-box";
  status.className = "status";
  status.setAttribute("role", "status");
  Object.assign(input, { type: "search", value: query, placeholder: word("placeholder"), ariaLabel: word("find"), autocomplete: "off" });
  box.append(input, status);
  return box;
}

// Whoever comes back from a result goes on with the same words.
function last() {
  try {
    return JSON.parse(sessionStorage.getItem(kept)) ?? {};
  } catch {
    return {};
  }
}

function keep(query, chosen) {
  try {
    sessionStorage.setItem(kept, JSON.stringify({ query, chosen }));
  } catch {
    // Where a browser keeps nothing, the next search begins anew.
  }
}

export async function openFind() {
  if (document.querySelector("dialog.find")) return;
  const { query = "", chosen = {} } = last();
  const box = field(query);
  openDialog("find", word("find"), box);
  const [input, status] = box.children;
  input.focus();
  input.select();
  setTimeout(() => (status.textContent ||= word("loading")), slow);
  try {
    const { searchBox } = await import("./searchbox.js");
    searchBox(box, { changed: keep, chosen });
  } catch {
    status.textContent = word("failed");
  }
}
