// Runs before the first paint: says that scripts run (of a page opened from the disk a browser loads no modules), and
// sets the reader's choice of light or dark.
(() => {
  const root = document.documentElement;
  if (location.protocol !== "file:") root.dataset.js = "";
  try {
    const chosen = localStorage.getItem("fm-theme");
    if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  } catch {
    // Storage is switched off: the system's choice holds.
  }
})();
