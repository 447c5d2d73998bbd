// What is wider than the page scrolls in itself, and can be reached by keyboard where it does.
const watched = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth + 1) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});

for (const one of document.querySelectorAll(".body pre, .table, .math-block, .math.display.block, .activity")) watched.observe(one);
