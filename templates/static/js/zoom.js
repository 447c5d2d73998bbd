// A picture that stands for itself opens as large as the screen allows.
import { openDialog } from "./dialog.js";
import { word } from "./words.js";

// It fills the screen; once more, and it is twice as wide or as large as it is, and scrolls.
function enlarge(image) {
  const copy = image.cloneNode();
  for (const name of ["width", "height", "loading", "role", "tabindex", "aria-label", "class"]) copy.removeAttribute(name);
  const stage = document.createElement("div");
  stage.className = "stage";
  stage.tabIndex = 0;
  stage.append(copy);
  const nearer = (x, y) => {
    const on = stage.classList.toggle("near");
    stage.style.setProperty("--own", `${copy.naturalWidth}px`);
    if (on) stage.scrollTo(x * stage.scrollWidth - stage.clientWidth / 2, y * stage.scrollHeight - stage.clientHeight / 2);
  };
  stage.addEventListener("click", (event) => nearer(event.offsetX / stage.clientWidth, event.offsetY / stage.clientHeight));
  stage.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    nearer(0.5, 0.5);
  });
  openDialog("zoom", image.alt || word("zoom"), stage);
}

// One among others is worth it where it is larger than it is shown.
const shrunk = (image) => image.complete && image.naturalWidth > 1.2 * image.clientWidth;

function dress() {
  for (const image of document.querySelectorAll(".body img")) {
    if (image.closest("a, button, summary")) continue;
    if (!image.closest(".picture, .body figure") && !shrunk(image)) {
      if (!image.complete) image.addEventListener("load", dress, { once: true });
      continue;
    }
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
