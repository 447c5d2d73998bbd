// What is wider than the page scrolls in itself, and can be reached by keyboard where it does.
const watched = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth + 1) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});

// A formula in a line that is broader than its line scrolls too: with large letters most are.
function fit(formula) {
  const line = formula.closest("p, li, td, th, dd, dt, blockquote, .body");
  if (line && formula.getBoundingClientRect().width > line.clientWidth) formula.classList.add("wide");
}

function watch() {
  watched.disconnect();
  document.querySelectorAll(".body .math:not(.display, .wide)").forEach(fit);
  for (const one of document.querySelectorAll(".body pre, .table, .body :not(.table) > table, .math-block, .math.display.block, .math.wide, .activity")) watched.observe(one);
}

// The preview changes a page in place, and says so.
document.addEventListener("fm-update", watch);
watch();
