// What keeps a form's words safe while they are written. Everything here is a comfort: the buttons do without it.
import { saveByItself } from "./autosave.js";
import { keepCopy } from "./copies.js";
import { offerCopy } from "./copying.js";
import { showBeside } from "./pane.js";
import { showOthers } from "./presence.js";
import { sendWhenTaken } from "./session.js";

const form = document.querySelector("[data-here]");
if (form) guard(form);

function guard(form) {
  const place = form.querySelector("[data-saving]");
  sendWhenTaken(form, (words) => {
    place.textContent = words;
    place.classList.add("wrong");
  });
  const copy = keepCopy(form);
  const save = form.dataset.autosave ? saveByItself(form, place, (words) => becomeDocument(form, copy, words, save)) : null;
  const others = form.querySelector("[data-others]");
  if (others) showOthers(form, others);
  beside(form, save);
}

function beside(form, save) {
  const pane = document.getElementById("pane");
  if (pane) showBeside(pane, form, save);
}

// The page of a new document becomes the page of the document that was just made of it, without being loaded again.
async function becomeDocument(form, copy, words, save) {
  history.replaceState(null, "", words.edit);
  form.removeAttribute("action");
  Object.assign(form.dataset, { autosave: words.autosave, present: words.present, left: words.left, id: words.id });
  copy.move(words.id);
  const answer = await fetch(words.edit).catch(() => null);
  if (!answer?.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const part of fresh.querySelectorAll("[data-graft]")) {
    const here = document.querySelector(`[data-graft="${part.dataset.graft}"]`);
    here?.replaceChildren(...part.childNodes);
    if (here) offerCopy(here);
  }
  document.title = fresh.title;
  form.dataset.kept = fresh.querySelector("[data-here]")?.dataset.kept ?? "";
  beside(form, save);
}
