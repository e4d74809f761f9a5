// What pages do without asking the server: keep focus over refreshes, count the minutes that a person works on a
// question, leave a draft in the tab. Everything works without this file but live progress.
(() => {
  const IDLE_MS = 60000;
  for (const form of document.querySelectorAll("form[data-timed]")) {
    const field = form.querySelector("input[name=active_s]");
    let active = 0;
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
  for (const form of document.querySelectorAll("form[data-draft]")) {
    const key = `draft ${form.dataset.draft}`;
    const kept = JSON.parse(sessionStorage.getItem(key) || "{}");
    for (const field of form.querySelectorAll("input[type=text], textarea")) {
      if (!field.value && kept[field.name]) field.value = kept[field.name];
      field.addEventListener("input", () => {
        kept[field.name] = field.value;
        sessionStorage.setItem(key, JSON.stringify(kept));
      });
    }
    form.addEventListener("submit", () => sessionStorage.removeItem(key));
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
