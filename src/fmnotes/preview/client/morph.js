// Makes one tree of nodes like another with as few changes as it can: what stays keeps its focus, scroll and state.
// Nodes that scripts of the page have made (`data-made`) are left alone.

const made = (node) => node.nodeType === Node.ELEMENT_NODE && node.dataset?.made !== undefined;
const alike = (left, right) => left.nodeType === right.nodeType && left.nodeName === right.nodeName && left.id === right.id;
const kept = { DETAILS: ["open"], INPUT: ["value", "checked"], DIALOG: ["open"] };

function attributes(old, next) {
  // What only the author changes (a task that is done) is no state of the reader's.
  const own = old.disabled ? [] : (kept[old.nodeName] ?? []);
  for (const { name } of [...old.attributes]) {
    if (!next.hasAttribute(name) && !own.includes(name) && !name.startsWith("data-")) old.removeAttribute(name);
  }
  for (const { name, value } of [...next.attributes]) {
    if (old.getAttribute(name) !== value && !own.includes(name)) old.setAttribute(name, value);
  }
}

function find(children, from, wanted) {
  for (let index = from; index < Math.min(children.length, from + 12); index += 1) {
    if (children[index].isEqualNode(wanted)) return index;
  }
  return -1;
}

function children(old, next) {
  const own = [...old.childNodes].filter((node) => !made(node));
  const wanted = [...next.childNodes];
  let at = 0;
  wanted.forEach((node, index) => {
    const equal = find(own, at, node);
    if (equal >= 0) {
      while (at < equal) own[at++].remove();
      at += 1;
      return;
    }
    const current = own[at];
    const stays = current && find(wanted, index + 1, current) >= 0;
    if (current && !stays && alike(current, node)) {
      morph(current, node);
      at += 1;
    } else old.insertBefore(document.importNode(node, true), current ?? null);
  });
  while (at < own.length) own[at++].remove();
}

export function morph(old, next) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== next.data) old.data = next.data;
    return;
  }
  attributes(old, next);
  children(old, next);
}
