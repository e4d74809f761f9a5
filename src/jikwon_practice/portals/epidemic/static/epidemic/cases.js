// The list of cases: the district tree, the search, the grid and its pages, the detail frame.
import { ask } from "/static/practice/asking.js";

const byId = (id) => document.getElementById(id);
const [form, grid, pages, busy, alert] = ["search", "grid", "pages", "busy", "alert"].map(byId);
const tree = document.querySelector("[role=tree]");
const detail = document.querySelector("dialog.detail");
const frame = detail.querySelector("iframe");
let shown = null; // what the grid shows: the search as it was asked, never as it is typed now
let asked = 0;

function make(name, text, attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function say(error) {
  alert.textContent = error?.message ?? "";
  alert.hidden = !error;
}

async function load(search, page) {
  const mine = ++asked;
  say(null);
  busy.hidden = false;
  grid.setAttribute("aria-busy", "true");
  try {
    const list = await ask(`/epidemic/cases/list?${search}&page=${page}`);
    if (mine !== asked) return; // a later search has overtaken this one
    shown = search;
    fill(list);
  } catch (error) {
    if (mine === asked) say(error);
  }
  if (mine !== asked) return;
  busy.hidden = true;
  grid.removeAttribute("aria-busy");
}

function fill({ total, page, pages: last, columns, rows }) {
  byId("total").textContent = `총 ${total}건`;
  byId("none").hidden = total > 0;
  byId("download").disabled = total === 0;
  grid.tHead.rows[0].replaceChildren(...columns.map(({ name }) => make("th", name, { scope: "col" })));
  grid.tBodies[0].replaceChildren(...rows.map((row) => rowOf(row, columns)));
  grid.setAttribute("aria-rowcount", total + 1);
  pages.replaceChildren(...(total ? buttons(page, last) : []));
}

function rowOf({ id, cells }, columns) {
  const row = make("tr", "", { tabindex: -1 });
  row.append(...cells.map((text, place) => {
    if (!columns[place].opens) return make("td", text, { title: text });
    const cell = make("td", "");
    const button = make("button", text, { type: "button" });
    button.addEventListener("click", () => open(id));
    cell.append(button);
    return cell;
  }));
  return row;
}

function buttons(page, last) {
  const first = page - ((page - 1) % 10);
  const go = (text, to, is_possible = true) => {
    const button = make("button", text, { type: "button" });
    button.disabled = !is_possible;
    button.addEventListener("click", () => load(shown, to));
    if (String(page) === text) button.setAttribute("aria-current", "page");
    return button;
  };
  const numbers = [];
  for (let number = first; number <= Math.min(first + 9, last); number++) numbers.push(go(String(number), number));
  return [go(pages.dataset.before, page - 1, page > 1), ...numbers, go(pages.dataset.after, page + 1, page < last)];
}

function open(id) {
  frame.src = `/epidemic/cases/${encodeURIComponent(id)}/form`;
  detail.showModal();
}

detail.querySelector("button").addEventListener("click", () => detail.close());
detail.addEventListener("close", () => frame.removeAttribute("src"));

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const district = tree.querySelector("[aria-selected=true]").textContent;
  load(new URLSearchParams({ district, begin: byId("begin").value.trim(), end: byId("end").value.trim() }), 1);
});
byId("download").addEventListener("click", () => window.location.assign(`/epidemic/cases/download?${shown}`));

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
