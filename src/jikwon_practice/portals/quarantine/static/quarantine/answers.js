// The answers: the search and the downloads.
import { byId, listing } from "/static/practice/listing.js";

let shown = null;

listing({
  address: "/quarantine/answers/list",
  words: () => ({ day: byId("day").value.trim(), slot: byId("slot").value }),
  filled: (search) => {
    shown = search;
    for (const id of ["xlsx", "csv"]) byId(id).disabled = false;
  },
});
for (const kind of ["xlsx", "csv"]) {
  byId(kind).addEventListener("click", () => window.location.assign(`/quarantine/answers/download?${shown}&kind=${kind}`));
}
byId("register").addEventListener("click", () => window.location.assign("/quarantine/register/download"));
