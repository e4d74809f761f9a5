// The print mark: asks for its number and purpose, stores it, and shows the history as the server has it.
import { ask } from "/static/practice/asking.js";

const dialog = document.querySelector("dialog.confirm");
const form = dialog.querySelector("form");
const refusal = dialog.querySelector("[role=alert]");
const [open, said, alert] = ["open", "said", "alert"].map((id) => document.getElementById(id));

function say(place, text) {
  place.textContent = text;
  place.hidden = !text;
}

open.addEventListener("click", () => {
  form.reset();
  say(refusal, "");
  say(said, "");
  say(alert, "");
  dialog.showModal();
});
dialog.querySelector(".no").addEventListener("click", () => dialog.close());

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const sure = event.submitter;
  sure.disabled = true; // a double click is not two marks
  try {
    const answer = await ask(form.action, { post: new FormData(form) });
    await showHistory();
    dialog.close();
    say(said, answer.said);
  } catch (error) {
    say(refusal, error.message);
  } finally {
    sure.disabled = false;
  }
});

async function showHistory() {
  const page = await fetch(location.href).then((answer) => answer.text(), () => ""); // the mark stands without it
  const fresh = new DOMParser().parseFromString(page, "text/html");
  const place = document.getElementById("prints");
  const now = fresh.getElementById("prints");
  if (place && now) place.closest("section").replaceWith(now.closest("section"));
}
