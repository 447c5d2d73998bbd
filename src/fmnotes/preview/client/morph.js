// Makes one tree of nodes like another with as few changes as it can: what stays keeps its focus, scroll and state.
// Nodes that scripts of the page have made (`data-made`), or have filled and keep (`data-kept`), are left alone.

const made = (node) => node.nodeType === Node.ELEMENT_NODE && node.dataset?.made !== undefined;
const alike = (left, right) => left.nodeType === right.nodeType && left.nodeName === right.nodeName && left.id === right.id;
const kept = { DETAILS: ["open"], INPUT: ["value", "checked"], DIALOG: ["open"] };

function attributes(old, next) {
  // What only the author changes (a task that is done) is no state of the reader's.
  const own = old.disabled ? [] : (kept[old.nodeName] ?? []);
  const wrapped = old.nodeName === "PRE" && old.classList.contains("wrap");
  for (const { name } of [...old.attributes]) {
    if (!next.hasAttribute(name) && !own.includes(name) && !name.startsWith("data-")) old.removeAttribute(name);
  }
  for (const { name, value } of [...next.attributes]) {
    if (old.getAttribute(name) !== value && !own.includes(name)) old.setAttribute(name, value);
  }
  // The reader has asked for it.
  if (wrapped) old.classList.add("wrap");
}

// What a node says, without what scripts have made in it: by this a node is known again.
function words(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return node.data ?? "";
  if (!node.querySelector("[data-made]")) return node.textContent;
  return [...node.childNodes].filter((child) => !made(child)).map(words).join("");
}

const sign = (node) => `${node.nodeName}#${node.id ?? ""} ${node.getAttribute?.("src") ?? ""} ${words(node)}`;
const blank = (signs, at) => (signs[at].startsWith("#text") && !signs[at].slice(6).trim() ? 1 : 8);
const large = 1_000_000;

// The pairs of places that say the same, in order: as many as there can be, where elements count for more than the
// space between them. What is alike before and after a change is not compared with all the rest.
function pairs(old, next) {
  let [start, end] = [0, 0];
  while (start < Math.min(old.length, next.length) && old[start] === next[start]) start += 1;
  while (end < Math.min(old.length, next.length) - start && old.at(-1 - end) === next.at(-1 - end)) end += 1;
  const [rows, columns] = [old.length - start - end, next.length - start - end];
  const found = Array.from({ length: start }, (_, at) => [at, at]);
  if (rows * columns <= large) {
    const best = Array.from({ length: rows + 1 }, () => new Int32Array(columns + 1));
    const both = (row, column) => (old[start + row] === next[start + column] ? best[row + 1][column + 1] + blank(old, start + row) : -1);
    for (let row = rows - 1; row >= 0; row -= 1) {
      for (let column = columns - 1; column >= 0; column -= 1) {
        best[row][column] = Math.max(best[row + 1][column], best[row][column + 1], both(row, column));
      }
    }
    for (let [row, column] = [0, 0]; row < rows && column < columns; ) {
      if (best[row][column] === both(row, column)) found.push([start + row++, start + column++]);
      else if (best[row][column] === best[row + 1][column]) row += 1;
      else column += 1;
    }
  }
  for (let at = end; at > 0; at -= 1) found.push([old.length - at, next.length - at]);
  return found;
}

function children(old, next) {
  const own = [...old.childNodes].filter((node) => !made(node));
  const wanted = [...next.childNodes];
  let [at, index] = [0, 0];
  for (const [same, wish] of [...pairs(own.map(sign), wanted.map(sign)), [own.length, wanted.length]]) {
    for (; index < wish; index += 1) {
      const current = own[at];
      if (at < same && alike(current, wanted[index])) morph(own[at++], wanted[index]);
      else old.insertBefore(document.importNode(wanted[index], true), current ?? null);
    }
    while (at < same) own[at++].remove();
    if (same < own.length) morph(own[at++], wanted[index++]);
  }
}

export function morph(old, next) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== next.data) old.data = next.data;
    return;
  }
  if (old.isEqualNode(next) || old.dataset?.kept !== undefined) return;
  attributes(old, next);
  children(old, next);
}
