// What pages do without asking the server: count the seconds that a person works on something, take values over,
// tick many boxes at once. Nothing that is typed is kept here. Everything works without this file but live progress.
(() => {
  const IDLE_MS = 60000;
  for (const form of document.querySelectorAll("form[data-timed]")) {
    const field = form.querySelector("input[name=active_s]");
    let active = Number(field.value) * 1000;
    let last = Date.now();
    const touch = () => {
      const now = Date.now();
      active += Math.min(now - last, IDLE_MS);
      last = now;
      field.value = Math.round(active / 1000);
    };
    for (const kind of ["pointermove", "keydown", "scroll", "click"]) addEventListener(kind, touch, { passive: true });
    form.addEventListener("submit", touch);
  }
  // A value that stands in the source, taken over to be mended.
  for (const button of document.querySelectorAll("button[data-fill]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const field = document.getElementById(button.dataset.fill);
      field.value = button.dataset.with;
      field.focus();
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }
  for (const form of document.querySelectorAll("form[data-quick]")) {
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.ctrlKey) form.requestSubmit(form.querySelector("button.main"));
    });
  }
  for (const button of document.querySelectorAll("button[data-tick-all]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const boxes = [...button.form.querySelectorAll("input[type=checkbox][name=question]")];
      const all = boxes.every((box) => box.checked);
      for (const box of boxes) box.checked = !all;
    });
  }
})();
