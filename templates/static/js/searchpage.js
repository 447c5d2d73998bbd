// The search page: its address is the query with its filters, so that it can be linked and returned to.
import { field } from "./field.js";
import { searchBox } from "./searchbox.js";

const address = new URL(location.href);
const place = document.querySelector("[data-search]");
// What stands in it is the reader's, whatever a preview brings.
place.dataset.kept = "";
const asked = (name) => address.searchParams.get(name) || undefined;
// Results come after a browser would bring back the place where one was: it is kept here.
history.scrollRestoration = "manual";
let { limit, top } = history.state?.found ?? {};
const keep = () => history.replaceState({ ...history.state, found: { limit, top: scrollY } }, "");
addEventListener("pagehide", keep);
document.addEventListener("click", (event) => event.target.closest?.(".results a") && keep());

const box = field(asked("q") ?? "");
place.replaceChildren(box);
searchBox(box, {
  chosen: { lang: asked("lang"), tag: asked("tag"), category: asked("category") },
  limit,
  changed(query, chosen, shown) {
    for (const [name, value] of Object.entries({ q: query, ...chosen })) {
      if (value) address.searchParams.set(name, value);
      else address.searchParams.delete(name);
    }
    limit = shown;
    history.replaceState(history.state, "", address);
    if (top) scrollTo(0, top);
    top = 0;
    // The page in the other language asks the same.
    for (const link of document.querySelectorAll(".site-nav a[hreflang]")) {
      link.search = query ? `?${new URLSearchParams({ q: query })}` : "";
    }
  },
});
box.querySelector("input").focus({ preventScroll: true });
