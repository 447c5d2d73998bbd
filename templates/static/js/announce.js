// Tells what just happened: seen for a moment, and read out by screen readers.
const region = document.createElement("p");
let timer;

// It is there before it says anything: what is born with its words is often not read out.
region.className = "toast";
region.setAttribute("role", "status");
document.body.append(region);

export function announce(text) {
  region.textContent = text;
  region.dataset.shown = "";
  clearTimeout(timer);
  timer = setTimeout(() => {
    delete region.dataset.shown;
    region.textContent = "";
  }, 2000);
}
