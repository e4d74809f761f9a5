// The notice window: in the way of everything until it is closed.
import { ask } from "./asking.js";

const notice = document.querySelector("dialog.notice");
if (notice) {
  notice.showModal();
  notice.addEventListener("close", () => ask(notice.dataset.closed, { post: new FormData() }));
  notice.querySelector("button").addEventListener("click", () => notice.close());
}
