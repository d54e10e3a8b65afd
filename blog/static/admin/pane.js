// The preview beside the form: at three widths, made anew after each save, at the place where it was scrolled to.
import { atWidths, openElsewhere, read, remembered, write } from "./stage.js";

const KEY = "quire-preview";
const ENOUGH_ROOM = "(width >= 72rem)";
// The path that the page came with is good for an hour.
const OLD = 30 * 60 * 1000;

export function showBeside(pane, form, save) {
  const opener = document.querySelector("[data-beside]");
  const plain = document.querySelector("[data-preview]");
  const frame = pane.querySelector("iframe");
  const room = matchMedia(ENOUGH_ROOM);
  const wish = { open: false, size: "phone", ...remembered(KEY) };
  let made = Date.now();
  let place = Number(read(sessionStorage, KEY + location.pathname)) || 0;
  let isShown = false;

  opener.addEventListener("click", () => turn(pane.hidden));
  pane.querySelector("[data-close]").addEventListener("click", () => { turn(false); opener.focus(); });
  const fit = atWidths(pane, wish, keep);
  room.addEventListener("change", arrange);
  frame.addEventListener("load", dress);
  form.addEventListener("autosaved", (event) => {
    pane.dataset.path = event.detail.path;
    made = Date.now();
    if (!pane.hidden) show();
  });
  addEventListener("pagehide", () => write(sessionStorage, KEY + location.pathname, String(where())));
  arrange();

  function arrange() {
    opener.hidden = !room.matches;
    plain.hidden = room.matches;
    open(room.matches && wish.open);
  }

  function turn(isOpen) {
    wish.open = isOpen;
    keep();
    open(isOpen);
  }

  async function open(isOpen) {
    pane.hidden = !isOpen;
    opener.setAttribute("aria-expanded", String(isOpen));
    document.body.classList.toggle("previewing", isOpen);
    if (!isOpen) return;
    fit();
    const before = pane.dataset.path;
    await save?.(Date.now() - made > OLD);
    if (pane.dataset.path === before) show();
  }

  function show() {
    place = where();
    isShown = false;
    frame.contentWindow.location.replace(pane.dataset.path);
  }

  function where() {
    return isShown ? frame.contentWindow.scrollY : place;
  }

  function dress() {
    const inside = frame.contentDocument;
    if (!inside || frame.contentWindow.location.href === "about:blank") return;
    for (const each of inside.querySelectorAll("[data-back]")) each.hidden = true;
    openElsewhere(inside);
    frame.contentWindow.scrollTo({ top: place, behavior: "instant" });
    isShown = true;
  }

  function keep() {
    write(localStorage, KEY, JSON.stringify(wish));
  }
}
