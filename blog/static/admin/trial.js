// The site beside the form of a menu, its settings or the profile, as it would be: made anew after each change, and never
// stored. The form is sent to the admin, which seals what it says; the sealed words are sent to the frame.
import { offerSwatches } from "./swatches.js";
import { atWidths, openElsewhere, remembered, write } from "./stage.js";

const KEY = "quire-trial";
const PAUSE = 500;
const ENOUGH_ROOM = "(width >= 72rem)";

const form = document.querySelector("[data-try]");
const pane = document.getElementById("trial");
if (form && pane) {
  offerSwatches(form);
  tryOut();
}

function tryOut() {
  const opener = document.querySelector("[data-beside]");
  const frame = pane.querySelector("iframe");
  const page = pane.querySelector("select");
  const said = pane.querySelector("[role=status]");
  const sender = document.getElementById("trial-form");
  const wish = { open: true, size: "desk", ...remembered(KEY) };
  const fit = atWidths(pane, wish, keep);
  let timer = 0;
  let asked = 0;
  const start = pane.dataset.from === "end" ? 1e7 : 0;
  let place = start;
  let isShown = false;

  opener.hidden = false;
  opener.addEventListener("click", () => turn(pane.hidden));
  pane.querySelector("[data-close]").addEventListener("click", () => { turn(false); opener.focus(); });
  page.addEventListener("change", () => { place = start; isShown = false; show(); });
  for (const name of ["input", "rearranged"]) form.addEventListener(name, () => {
    clearTimeout(timer);
    timer = setTimeout(show, PAUSE);
  });
  frame.addEventListener("load", dress);
  // On a telephone it would cover the form, so it waits to be asked for.
  open(matchMedia(ENOUGH_ROOM).matches && wish.open);

  function turn(isOpen) {
    wish.open = isOpen;
    keep();
    open(isOpen);
  }

  function open(isOpen) {
    pane.hidden = !isOpen;
    opener.setAttribute("aria-expanded", String(isOpen));
    document.body.classList.toggle("previewing", isOpen);
    if (!isOpen) return;
    fit();
    show();
  }

  async function show() {
    clearTimeout(timer);
    const mark = ++asked;
    const answer = await sealed();
    if (mark !== asked) return;
    for (const output of document.querySelectorAll("[data-accent]")) output.textContent = answer.accent ?? output.textContent;
    said.textContent = answer.words ?? "";
    if (!answer.ticket || pane.hidden) return;
    if (isShown) place = frame.contentWindow.scrollY;
    isShown = false;
    sender.elements.ticket.value = answer.ticket;
    sender.elements.page.value = page.value;
    sender.submit();
  }

  async function sealed(isSecond = false) {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
    try {
      const answer = await fetch(form.dataset.try, { method: "POST", body });
      const told = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : {};
      if (answer.status === 400 && told.token && !isSecond) {
        for (const input of document.getElementsByName("csrf_token")) input.value = told.token;
        return sealed(true);
      }
      if (answer.ok) return told;
      if (told.problems) return { words: told.problems.join(" ") };
      return { words: answer.status === 401 ? "You are signed out: sign in in another tab, then go on here." : "The preview does not come. What you wrote is still here." };
    } catch {
      return { words: "The site does not answer. What you wrote is still here." };
    }
  }

  function dress() {
    const inside = frame.contentDocument;
    if (!inside || frame.contentWindow.location.href === "about:blank") return;
    openElsewhere(inside);
    inside.querySelector("a.edit")?.parentElement.remove();
    // What the author has chosen for themselves is not what readers get.
    const scheme = form.elements["theme.scheme"]?.value;
    if (scheme === "light" || scheme === "dark") inside.documentElement.dataset.scheme = scheme;
    frame.contentWindow.scrollTo({ top: place, behavior: "instant" });
    isShown = true;
  }

  function keep() {
    write(localStorage, KEY, JSON.stringify(wish));
  }
}
