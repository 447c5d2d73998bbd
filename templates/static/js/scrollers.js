// What is wider than the page scrolls in itself, and can be reached by keyboard where it does.
const watched = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth + 1) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});

function watch() {
  watched.disconnect();
  for (const one of document.querySelectorAll(".body pre, .table, .body :not(.table) > table, .math-block, .math.display.block, .math.wide, .activity")) watched.observe(one);
}

// The preview changes a page in place, and says so.
document.addEventListener("fm-update", watch);
watch();
