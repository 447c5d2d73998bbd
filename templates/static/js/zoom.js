// A picture that stands for itself opens as large as the screen allows.
import { openDialog } from "./dialog.js";
import { word } from "./words.js";

function enlarge(image) {
  const copy = image.cloneNode();
  for (const name of ["width", "height", "loading", "role", "tabindex", "aria-label", "class"]) copy.removeAttribute(name);
  openDialog("zoom", image.alt || word("zoom"), copy);
}

for (const image of document.querySelectorAll(".body img")) {
  if (image.closest("a, button, summary")) continue;
  const name = image.alt ? `${word("zoom")}: ${image.alt}` : word("zoom");
  image.classList.add("zoomable");
  image.tabIndex = 0;
  image.setAttribute("role", "button");
  image.setAttribute("aria-label", name);
  image.addEventListener("click", () => enlarge(image));
  image.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    enlarge(image);
  });
}
