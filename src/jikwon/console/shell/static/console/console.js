// What pages do without asking the server: count the seconds that a person works on something, take values over,
// tick many boxes at once. Nothing that is typed is kept here. Everything works without this file but live progress.
(() => {
  const IDLE_MS = 60000;
  for (const form of document.querySelectorAll("form[data-timed]")) {
    const field = form.querySelector("input[name=active_s]");
    let active = 1000 * (Number(field.value) || 0);
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
  const lost = document.getElementById("lost");
  if (lost) {
    for (const kind of ["htmx:sendError", "htmx:responseError", "htmx:timeout"])
      document.body.addEventListener(kind, () => { lost.hidden = false; });
    document.body.addEventListener("htmx:afterOnLoad", () => { lost.hidden = true; });
  }
  for (const form of document.querySelectorAll("form[data-stopwatch]")) {
    const part = (name) => form.querySelector(`[data-${name}]`);
    let began = 0;
    let ticking = 0;
    const spent = () => (Date.now() - began) / 60000;
    const show = () => {
      const seconds = Math.floor(spent() * 60);
      part("shown").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    };
    part("script").hidden = false;
    part("begin").addEventListener("click", () => {
      began = Date.now();
      ticking = setInterval(show, 1000);
      part("begin").disabled = true;
      part("end").disabled = false;
      part("end").focus();
    });
    part("end").addEventListener("click", () => {
      clearInterval(ticking);
      show();
      form.querySelector("input[name=minutes]").value = Math.max(0.01, spent()).toFixed(2);
      part("end").disabled = true;
      part("begin").disabled = false;
      form.querySelector("input[name=items]").focus();
    });
  }
})();
// start: files are shown before they are sent, may be dropped on their field, and are not sent when they are too many.
(() => {
  const units = ["B", "kB", "MB", "GB"];
  const shown = (bytes) => {
    const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), 3);
    return `${(bytes / 1000 ** power).toFixed(power ? 1 : 0)} ${units[power]}`;
  };
  const size = (files) => [...files].reduce((sum, file) => sum + file.size, 0);
  for (const form of document.querySelectorAll("form[data-most]")) {
    const fields = [...form.querySelectorAll("input[type=file]")];
    const look = () => {
      const all = fields.reduce((sum, field) => sum + size(field.files), 0);
      for (const field of fields) {
        const told = field.closest(".drop").querySelector("[data-chosen]");
        const words = told.dataset.chosen.replace("%n", field.files.length).replace("%s", shown(size(field.files)));
        told.textContent = field.files.length ? words : "";
        field.setCustomValidity(field.files.length && all > form.dataset.most ? form.dataset.tooMuch : "");
      }
    };
    for (const field of fields) {
      const place = field.closest(".drop");
      field.addEventListener("change", look);
      for (const kind of ["dragover", "dragleave", "drop"]) {
        place.addEventListener(kind, (event) => {
          event.preventDefault();
          place.classList.toggle("over", kind === "dragover");
          if (kind !== "drop" || !event.dataTransfer.files.length) return;
          field.files = event.dataTransfer.files;
          look();
        });
      }
    }
    look();
  }
})();
