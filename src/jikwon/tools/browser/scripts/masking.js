// Finds every text that a picture or an accessible tree of this document would show, and can put others in its place.
// Gives {units, apply, isStill, restore}: a unit is the texts of one line or field with the labels it may stand under.
() => {
  const INVISIBLE = "script,style,noscript,template";
  const CONTROLS = "input:not([type=hidden],[type=checkbox],[type=radio],[type=file],[type=image]),textarea";
  const NAMING = ["aria-label", "title", "alt", "placeholder", "aria-description", "aria-valuetext", "label"];
  const HIDE = `img,canvas,video,embed,object,picture,svg image,input[type=image]{visibility:hidden!important}
    *,*::before,*::after{background-image:none!important;list-style-image:none!important;border-image:none!important}
    *::before,*::after,*::marker{color:transparent!important}`;

  const roots = [document];
  for (const root of roots)
    for (const each of root.querySelectorAll("*")) if (each.shadowRoot) roots.push(each.shadowRoot);
  const all = (selector) => roots.flatMap((root) => [...root.querySelectorAll(selector)]);
  const said = (element) => (element ? element.textContent.replace(/\s+/g, " ").trim() : "");

  const line = (node) => {
    let element = node.parentElement ?? node.getRootNode().host ?? document.documentElement;
    while (element.parentElement && /^(inline|contents)/.test(getComputedStyle(element).display)) {
      if (element.matches("td,th,dd,dt,option,[role=cell],[role=gridcell]")) break;
      element = element.parentElement;
    }
    return element;
  };
  const placed = new Map();
  const columnsOf = (table) => {
    if (placed.has(table)) return placed.get(table);
    const rows = table.matches("table") ? [...table.rows] : [...table.querySelectorAll("[role=row]")];
    const cells = rows.map((row) => (row.matches("tr") ? [...row.cells] : [...row.querySelectorAll("[role$=cell],[role$=header]")]));
    const wide = cells.map(() => []);
    cells.forEach((list, at) => {
      let column = 0;
      for (const cell of list) {
        while (wide[at][column]) column += 1;
        for (let down = 0; down < (cell.rowSpan || 1) && at + down < rows.length; down += 1)
          for (let right = 0; right < (cell.colSpan || 1); right += 1) wide[at + down][column + right] = cell;
        column += cell.colSpan || 1;
      }
    });
    const labels = new Map();
    const isHead = (cell) => cell.matches("th,[role=columnheader],[role=rowheader]");
    const hasHeads = wide.flat().some(isHead);
    const isTop = (row, at) => (hasHeads ? row.every(isHead) || rows[at].closest("thead") : at === 0);
    const tops = wide.filter(isTop);
    wide.forEach((row, at) => {
      row.forEach((cell, column) => {
        const above = tops.filter((other) => wide.indexOf(other) < at).map((other) => other[column]);
        const headLeft = row.slice(0, column).findLast((other) => other && isHead(other) && other !== cell);
        const beside = isHead(cell) ? [] : [headLeft, row[column - 1]];
        labels.set(cell, new Set([...(labels.get(cell) ?? []), ...above, ...beside].filter(Boolean)));
      });
    });
    placed.set(table, labels);
    return labels;
  };
  const labelsOf = (element) => {
    const found = [];
    const cell = element.closest("td,th,[role=cell],[role=gridcell],[role=rowheader]");
    const table = cell?.closest("table,[role=table],[role=grid],[role=treegrid]");
    if (table) found.push(...[...(columnsOf(table).get(cell) ?? [])].filter((each) => each !== cell).map(said));
    let before = element.closest("dd");
    while (before && !before.matches("dt")) before = before.previousElementSibling;
    found.push(said(before));
    for (const each of [element, element.closest("select")].filter(Boolean)) {
      found.push(...[...(each.labels ?? [])].map(said), each.getAttribute("aria-label") ?? "", each.title ?? "", each.placeholder ?? "");
      for (const id of (each.getAttribute("aria-labelledby") ?? "").split(/\s+/).filter(Boolean))
        found.push(said(each.getRootNode().getElementById(id)));
    }
    return [...new Set(found.filter((each) => each && each.length <= 60))];
  };

  const groups = new Map();
  for (const root of roots) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.parentElement?.closest(INVISIBLE)) continue;
      const key = line(node);
      if (!groups.has(key)) groups.set(key, []);
      groups.get(key).push(node);
    }
  }
  const slots = [];
  for (const [element, nodes] of groups) {
    if (!nodes.some((node) => node.data.trim())) continue;
    slots.push({
      labels: labelsOf(element),
      parts: nodes.map((node) => ({ get: () => node.data, set: (text) => { node.data = text; } })),
    });
  }
  for (const control of all(CONTROLS)) {
    slots.push({
      labels: labelsOf(control),
      parts: [{ get: () => control.value, set: (text) => { control.value = text; } }],
    });
  }
  for (const name of NAMING)
    for (const element of all(`[${name}]`))
      slots.push({
        labels: [],
        parts: [{ get: () => element.getAttribute(name), set: (text) => element.setAttribute(name, text) }],
      });

  const originals = slots.map((slot) => slot.parts.map((part) => part.get()));
  const style = document.createElement("style");
  style.textContent = HIDE;
  let masked = null;
  let changes = 0;
  const ours = (record) => record.target.nodeType === Node.ELEMENT_NODE && record.type === "attributes";
  const observer = new MutationObserver((records) => { changes += records.filter((each) => !ours(each)).length; });
  return {
    units: () => JSON.stringify(slots.map(({ labels }, at) => ({ labels, texts: originals[at] }))),
    apply(told) {
      const texts = JSON.parse(told);
      if (slots.some((slot, at) => slot.parts.some((part, of) => part.get() !== originals[at][of]))) return false;
      slots.forEach((slot, at) => slot.parts.forEach((part, of) => {
        if (texts[at][of] !== originals[at][of]) part.set(texts[at][of]);
      }));
      masked = slots.map((slot) => slot.parts.map((part) => part.get()));
      for (const root of roots) (root.head ?? root).append(root === document ? style : style.cloneNode(true));
      for (const root of roots) observer.observe(root.body ?? root, { subtree: true, childList: true, characterData: true });
      return true;
    },
    isStill() {
      changes += observer.takeRecords().length;
      return changes === 0 && slots.every((slot, at) => slot.parts.every((part, of) => part.get() === masked[at][of]));
    },
    restore() {
      observer.disconnect();
      for (const root of roots)
        for (const each of (root.head ?? root).querySelectorAll(":scope > style")) if (each.textContent === HIDE) each.remove();
      if (masked)
        slots.forEach((slot, at) => slot.parts.forEach((part, of) => {
          if (part.get() === masked[at][of] && masked[at][of] !== originals[at][of]) part.set(originals[at][of]);
        }));
    },
  };
}
