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
