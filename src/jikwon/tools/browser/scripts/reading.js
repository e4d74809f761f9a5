// Reads a table of rows, a table of labels and values, or a text, as a person sees it, in one call.
// Gives {value} or {unclear: why, about: what}. Nothing half loaded is read: the document comes first.
async (place, how) => {
  if (document.readyState === "loading")
    await new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true }));

  const CONTROLS = "input:not([type=hidden],[type=button],[type=submit],[type=reset],[type=image]),textarea,select";
  const TABLES = "table,[role=table],[role=grid],[role=treegrid]";
  const HEADINGS = "h1,h2,h3,h4,h5,h6,[role=heading]";
  const tidy = (text) =>
    text.normalize("NFC").replace(/[^\S\n]+/g, " ").replace(/ ?\n\s*/g, "\n").trim();
  const isSeen = (element) => element.checkVisibility({ visibilityProperty: true });
  const valueOf = (control) => {
    if (control.matches("[type=checkbox],[type=radio]")) return control.checked ? "☑" : "☐";
    if (control.matches("[type=password]")) return control.value && "••••";
    return control.matches("select") ? [...control.selectedOptions].map((each) => each.label).join(", ") : control.value;
  };
  const words = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data.replace(/\s+/g, " ");
    if (node.nodeType !== Node.ELEMENT_NODE || !isSeen(node)) return "";
    if (node.matches("br")) return "\n";
    if (node.matches(CONTROLS)) return ` ${valueOf(node)} `;
    const inner = [...node.childNodes].map(words).join("");
    return getComputedStyle(node).display.startsWith("inline") ? inner : `\n${inner}\n`;
  };
  const shown = (element) => {
    if (element.matches(CONTROLS)) return tidy(valueOf(element));
    if (element.matches("img")) return tidy(element.alt);
    return tidy(element.querySelector(CONTROLS) ? words(element) : element.innerText);
  };

  const isHeader = (cell) => cell.matches("th:not([role]),[role=columnheader],[role=rowheader]");
  const rowsOf = (table) =>
    table.matches("table") ? [...table.rows] : [...table.querySelectorAll("[role=row]")].filter((row) => row.closest(TABLES) === table);
  const cellsOf = (row) =>
    (row.matches("tr")
      ? [...row.cells]
      : [...row.querySelectorAll("[role=cell],[role=gridcell],[role=columnheader],[role=rowheader]")]
    ).filter((cell) => isSeen(cell));
  const spans = (cell, name, aria) => Math.max(1, cell[name] || Number(cell.getAttribute(aria)) || 1);

  // One entry a row: {row, cells, wide}: `wide` has the cell that covers each column, spans filled in.
  const grid = (table) => {
    const lines = rowsOf(table).map((row) => ({ row, cells: cellsOf(row), wide: [] }));
    lines.forEach(({ cells, wide }, at) => {
      let column = 0;
      for (const cell of cells) {
        while (wide[column]) column += 1;
        const width = spans(cell, "colSpan", "aria-colspan");
        const height = cell.rowSpan === 0 ? lines.length - at : spans(cell, "rowSpan", "aria-rowspan");
        for (let down = 0; down < height && at + down < lines.length; down += 1)
          for (let right = 0; right < width; right += 1) lines[at + down].wide[column + right] = cell;
        column += width;
      }
    });
    return lines.filter(({ row }) => isSeen(row));
  };
  const headAndBody = (table) => {
    const lines = grid(table).filter(({ row, cells }) => cells.length && !row.closest("tfoot"));
    let size = lines.filter(({ row }) => row.closest("thead")).length;
    if (!size) while (size < lines.length && lines[size].wide.every(isHeader)) size += 1;
    return [lines.slice(0, size), lines.slice(size)];
  };

  const under = (heading, selector) => {
    const level = (each) => Number(each.getAttribute("aria-level") || each.tagName.slice(1)) || 2;
    const follows = (one, other) => one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;
    const end = [...document.querySelectorAll(HEADINGS)].find((each) => follows(heading, each) && level(each) <= level(heading));
    return [...document.querySelectorAll(selector)].filter((each) => follows(heading, each) && !(end && follows(end, each)));
  };
  const within = (selector) => {
    if (place.matches(HEADINGS)) return under(place, selector).filter(isSeen);
    return place.matches(selector) ? [place] : [...place.querySelectorAll(selector)].filter(isSeen);
  };

  const columnNames = (head) => {
    const width = Math.max(...head.map(({ wide }) => wide.length));
    const paths = Array.from({ length: width }, (_, column) => [
      ...new Set(head.map(({ wide }) => (wide[column] ? shown(wide[column]) : "")).filter(Boolean)),
    ]);
    const lowest = paths.map((path) => path.at(-1) || "");
    return lowest.map((name, at) => (lowest.filter((other) => other === name).length > 1 ? paths[at].join(" ") : name));
  };
  const readRows = () => {
    const tables = within(TABLES);
    if (tables.length !== 1) return { unclear: tables.length ? "tables" : "no-table", about: String(tables.length) };
    const [head, body] = headAndBody(tables[0]);
    if (!head.length) return { unclear: "no-header", about: "" };
    const names = columnNames(head);
    const twice = names.find((name, at) => name && names.indexOf(name) !== at);
    if (twice) return { unclear: "header-twice", about: twice };
    const isMessage = ({ wide, cells }) => cells.length === 1 && new Set(wide).size === 1 && names.length > 1;
    const data = body.filter((line) => !isMessage(line));
    const uneven = data.findIndex(({ wide }) => Array.from(wide, Boolean).filter(Boolean).length !== names.length);
    if (uneven >= 0) return { unclear: "row-uneven", about: String(uneven + 1) };
    const seen = new Map();
    const once = (cell) => seen.get(cell) ?? seen.set(cell, shown(cell)).get(cell);
    return { value: data.map(({ wide }) => names.map((name, at) => [name, once(wide[at])]).filter(([name]) => name)) };
  };

  const label = (element) => shown(element).replace(/^\*\s*|\s*\*$|\s*[:：]$/g, "");
  const pairsOfTable = (table) => {
    const [head] = headAndBody(table);
    if (head.length && !head.every(({ row }) => cellsOf(row).length === 1)) return []; // a table of rows, read as such
    return grid(table).flatMap(({ cells }) =>
      cells.flatMap((cell, at) => {
        const value = cells[at + 1];
        if (!isHeader(cell) || !value || isHeader(value)) return [];
        const next = cells.slice(at + 1).findIndex(isHeader);
        const values = cells.slice(at + 1, next < 0 ? undefined : at + 1 + next);
        return [[label(cell), values.map(shown).join("\n")]];
      }),
    );
  };
  const pairsOfList = (list) => {
    const pairs = [];
    for (const each of list.querySelectorAll("dt,dd")) {
      if (!isSeen(each) || each.closest("dl") !== list) continue;
      if (each.matches("dt")) pairs.push([label(each), []]);
      else pairs.at(-1)?.[1].push(shown(each));
    }
    return pairs.map(([name, values]) => [name, values.join("\n")]);
  };
  const readFields = () => {
    const pairs = within(`${TABLES},dl`).flatMap((each) => (each.matches("dl") ? pairsOfList(each) : pairsOfTable(each)));
    const names = pairs.map(([name]) => name);
    const twice = names.find((name, at) => names.indexOf(name) !== at);
    if (twice !== undefined) return { unclear: "label-twice", about: twice };
    return pairs.length ? { value: pairs } : { unclear: "no-label", about: "" };
  };

  const read = { rows: readRows, fields: readFields, text: () => ({ value: shown(place) }) }[how]();
  return JSON.stringify(read); // one text crosses over faster than thousands of values
}
