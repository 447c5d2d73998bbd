// Tells what just happened: seen for a moment, and read out by screen readers.
let region;
let timer;

export function announce(text) {
  if (!region) {
    region = document.createElement("p");
    region.className = "toast";
    region.setAttribute("role", "status");
    document.body.append(region);
  }
  region.textContent = text;
  region.dataset.shown = "";
  clearTimeout(timer);
  timer = setTimeout(() => {
    delete region.dataset.shown;
    region.textContent = "";
  }, 2000);
}
