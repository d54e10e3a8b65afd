// The media library: uploads from anywhere on the page, moving in the grid, and the page of a picture.
import { cutPicture } from "./library/cutting.js";
import { setFocus } from "./library/focus.js";
import { Queue, catchFiles } from "./library/queue.js";
import { moveAmong } from "./library/tiles.js";
import { selectMany } from "./selecting.js";

const focus = document.querySelector("[data-focus]");
if (focus) setFocus(focus);
const cut = document.querySelector("[data-cut]");
if (cut) cutPicture(cut);
let asked = 0;
const place = document.querySelector("[data-queue]");
if (place) takeFiles(place);
dressGrid();

function dressGrid() {
  const grid = document.querySelector("[data-grid]");
  if (grid) moveAmong(grid, "a");
}

function takeFiles(section) {
  const queue = new Queue(section, { onDone: showAgain });
  catchFiles(document.body, (files) => queue.add(files));
  const files = document.querySelector("[data-files]");
  document.querySelector("[data-upload]")?.addEventListener("click", (event) => {
    if (!files || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    files.click();
  });
  files?.addEventListener("change", () => {
    queue.add(files.files);
    files.value = "";
  });
  addEventListener("beforeunload", (event) => {
    if (!queue.isIdle) event.preventDefault();
  });
}

// Puts the list as it is now in the place of what stands on the page; of several answers, the last that was asked for.
async function showAgain() {
  const mine = ++asked;
  const answer = await fetch(location.href).catch(() => null);
  const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), "text/html") : null;
  const old = document.querySelector("[data-found]");
  const found = page?.querySelector("[data-found]");
  if (mine !== asked || !old || !found || old.querySelector("input:checked")) return;
  old.replaceWith(found);
  const total = document.querySelector("[data-total]");
  if (total) total.textContent = page.querySelector("[data-total]")?.textContent ?? "";
  dressGrid();
  const many = document.querySelector("[data-many]");
  if (many) selectMany(many);
}
