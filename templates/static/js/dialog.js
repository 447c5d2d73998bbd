// A modal dialog with a title and a way to close it. It leaves the page when it is closed.
import { word } from "./words.js";

export function openDialog(name, title, ...content) {
  const dialog = document.createElement("dialog");
  const heading = document.createElement("h2");
  const close = document.createElement("button");
  dialog.className = `dialog ${name}`;
  dialog.lang = document.body.lang;
  heading.id = `fm-${name}`;
  heading.textContent = title;
  dialog.setAttribute("aria-labelledby", heading.id);
  close.type = "button";
  close.className = "close";
  close.setAttribute("aria-label", word("close"));
  close.textContent = "×";
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => dialog.remove());
  dialog.append(heading, ...content, close);
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
