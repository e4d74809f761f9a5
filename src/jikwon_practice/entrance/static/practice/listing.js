// A searched list: the grid and its pages. `words` gives what the form asks, `filled` hears of every page that came;
// a list whose columns and rows are more than texts says itself what they are called (`named`) and made of (`cells`).
import { ask } from "./asking.js";

export const byId = (id) => document.getElementById(id);

export function make(name, text, attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

export const cellOf = (text) => make("td", text, { title: text });

export function listing({ address, words, filled, named = (name) => name, cells = (row) => row.map(cellOf) }) {
  const [form, grid, pages, busy, alert] = ["search", "grid", "pages", "busy", "alert"].map(byId);
  let shown = null; // what the grid shows: the search as it was asked, never as it is typed now
  let asked = 0;

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
      const list = await ask(`${address}?${search}&page=${page}`);
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
    grid.tHead.rows[0].replaceChildren(...columns.map((each) => make("th", named(each), { scope: "col" })));
    grid.tBodies[0].replaceChildren(...rows.map((each) => {
      const row = make("tr", "", { tabindex: -1 });
      row.append(...cells(each, columns));
      return row;
    }));
    grid.setAttribute("aria-rowcount", total + 1);
    pages.replaceChildren(...(total ? buttons(page, last) : []));
    filled(shown, total);
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

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    load(new URLSearchParams(words()), 1);
  });
}
