// The search page: its address is the query, so that it can be linked.
import { searchBox } from "./searchbox.js";

const address = new URL(location.href);
const place = document.querySelector("[data-search]");
place.replaceChildren(
  searchBox(address.searchParams.get("q") ?? "", (query) => {
    if (query) address.searchParams.set("q", query);
    else address.searchParams.delete("q");
    history.replaceState(history.state, "", address);
  }),
);
place.querySelector("input").focus();
