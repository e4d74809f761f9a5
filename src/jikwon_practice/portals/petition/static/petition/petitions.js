// The petitions: the search by period and the download.
import { byId, listing } from "/static/practice/listing.js";

let shown = null;

listing({
  address: "/petition/petitions/list",
  words: () => ({ begin: byId("begin").value.trim(), end: byId("end").value.trim() }),
  filled: (search) => {
    shown = search;
    byId("xlsx").disabled = false;
  },
});
byId("xlsx").addEventListener("click", () => window.location.assign(`/petition/petitions/download?${shown}`));
