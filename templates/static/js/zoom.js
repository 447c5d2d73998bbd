// A picture that stands for itself opens as large as the screen allows.
import { openDialog } from "./dialog.js";
import { word } from "./words.js";

function enlarge(image) {
  const copy = image.cloneNode();
  for (const name of ["width", "height", "loading", "role", "tabindex", "aria-label", "class"]) copy.removeAttribute(name);
  openDialog("zoom", image.alt || word("zoom"), copy);
}

function dress() {
  for (const image of document.querySelectorAll(".picture img, .body figure img")) {
    if (image.closest("a, button, summary")) continue;
    image.classList.add("zoomable");
    // A picture that says nothing is no stop on the way of the keyboard.
    if (!image.alt) continue;
    image.tabIndex = 0;
    image.setAttribute("role", "button");
    image.setAttribute("aria-label", `${word("zoom")}: ${image.alt}`);
  }
}

document.addEventListener("click", (event) => event.target.matches?.("img.zoomable") && enlarge(event.target));
document.addEventListener("keydown", (event) => {
  if ((event.key !== "Enter" && event.key !== " ") || !event.target.matches?.("img.zoomable")) return;
  event.preventDefault();
  enlarge(event.target);
});
// The preview changes a page in place, and says so.
document.addEventListener("fm-update", dress);
dress();
