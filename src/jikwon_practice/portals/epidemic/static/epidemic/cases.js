// The list of cases: the district tree, the search, the grid and its pages, the detail frame.
import { byId, cellOf, listing, make } from "/static/practice/listing.js";

const [form, grid, download] = ["search", "grid", "download"].map(byId);
const tree = document.querySelector("[role=tree]");
const detail = document.querySelector("dialog.detail");
const frame = detail.querySelector("iframe");
let shown = null;

listing({
  address: "/epidemic/cases/list",
  words: () => ({
    district: tree.querySelector("[aria-selected=true]").textContent,
    begin: byId("begin").value.trim(),
    end: byId("end").value.trim(),
  }),
  filled: (search, total) => {
    shown = search;
    download.disabled = total === 0;
  },
  named: ({ name }) => name,
  cells: ({ id, cells }, columns) => cells.map((text, place) => (columns[place].opens ? opener(text, id) : cellOf(text))),
});
download.addEventListener("click", () => window.location.assign(`/epidemic/cases/download?${shown}`));

function opener(text, id) {
  const cell = make("td", "");
  const button = make("button", text, { type: "button" });
  button.addEventListener("click", () => open(id));
  cell.append(button);
  return cell;
}

function open(id) {
  frame.src = `/epidemic/cases/${encodeURIComponent(id)}/form`;
  detail.showModal();
}

detail.querySelector("button").addEventListener("click", () => detail.close());
detail.addEventListener("close", () => frame.removeAttribute("src"));

function choose(item) {
  for (const each of tree.children) {
    each.setAttribute("aria-selected", String(each === item));
    each.tabIndex = each === item ? 0 : -1;
  }
  item.focus();
}

function unfold(is_open) {
  const [city, ...districts] = tree.children;
  city.setAttribute("aria-expanded", String(is_open));
  for (const each of districts) each.hidden = !is_open;
  if (!is_open) choose(city);
}

tree.addEventListener("click", ({ target }) => target.role === "treeitem" && choose(target));
tree.addEventListener("dblclick", ({ target }) => target === tree.firstElementChild && unfold(target.ariaExpanded !== "true"));
tree.addEventListener("keydown", (event) => {
  const items = [...tree.children].filter((each) => !each.hidden);
  const place = items.indexOf(document.activeElement);
  const to = { ArrowDown: place + 1, ArrowUp: place - 1, Home: 0, End: items.length - 1 }[event.key];
  if (to !== undefined && items[to]) choose(items[to]);
  else if (event.key === "ArrowLeft") unfold(false);
  else if (event.key === "ArrowRight") unfold(true);
  else if (event.key === "Enter") form.requestSubmit();
  else return;
  event.preventDefault();
});

grid.addEventListener("keydown", (event) => {
  const row = event.target.closest("tbody tr");
  const to = { ArrowDown: row?.nextElementSibling, ArrowUp: row?.previousElementSibling }[event.key];
  if (to) to.focus();
  else if (event.key === "Enter" && event.target === row) row.querySelector("button")?.click();
  else return;
  event.preventDefault();
});
grid.tBodies[0].addEventListener("click", (event) => event.target.closest("button") || event.target.closest("tr")?.focus());
