// The search page: its address is the query with its filters, so that it can be linked and returned to.
import { searchBox } from "./searchbox.js";

const address = new URL(location.href);
const place = document.querySelector("[data-search]");
// What stands in it is the reader's, whatever a preview brings.
place.dataset.kept = "";
const asked = (name) => address.searchParams.get(name) || undefined;
place.replaceChildren(
  searchBox(
    asked("q") ?? "",
    (query, chosen) => {
      for (const [name, value] of Object.entries({ q: query, ...chosen })) {
        if (value) address.searchParams.set(name, value);
        else address.searchParams.delete(name);
      }
      history.replaceState(history.state, "", address);
      // The page in the other language asks the same.
      for (const link of document.querySelectorAll(".site-nav a[hreflang]")) {
        link.search = query ? `?${new URLSearchParams({ q: query })}` : "";
      }
    },
    { lang: asked("lang"), tag: asked("tag"), category: asked("category") },
  ),
);
place.querySelector("input").focus({ preventScroll: true });
